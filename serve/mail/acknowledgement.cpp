// Puts the body together from fixed sentences and the form's wording of the uses. The sentences depend on whether the
// story could be read and on whether there is a private link.
#include "serve/mail/acknowledgement.h"
#include "serve/mail/own_mail.h"

namespace tangible::serve {
namespace {

/// Returns the questions about use that the private link will ask, with what each means.
std::string choices(const Form& form) {
    std::string text;
    for (const UseWording& use : form.uses) text += "- " + use.question + "\r\n  " + use.consequence + "\r\n";
    return text;
}

/// Returns the body: arrived, reference, whether it could be read, choices, what an answer does, whom to write to. An
/// answer adds to a story that was read. A parked one has no story yet, so the answer becomes one, and choosing waits.
std::string body(const Config& config, const Form& form, const Owed& owed, const std::string& link) {
    std::string text = owed.again ? "Somebody asked " + config.name + " for a new private link to your story.\r\n\r\n"
                                  : "Thank you. What you sent arrived at " + config.name + " and is stored.\r\n\r\n";
    text += "Your reference is " + owed.reference +
            ". Give this reference when you write to us about your story.\r\nThe reference is not secret. If you let "
            "everyone read your story, its web address includes the reference.\r\n\r\n";
    const bool parked = !owed.rejection.reason.empty();
    if (parked)
        text +=
            "We could not read it yet. " + owed.rejection.detail +
            "\r\nNothing is lost. We keep exactly what you sent. You can reply to this email and type your story in "
            "the reply. Your reply then becomes a new story.\r\n\r\n";
    if (link.empty()) {
        text += "Our team may read your story and count it, and nothing more.\r\n\r\n";
    } else {
        text += "Until you choose, our team may read your story and count it, and nothing more.\r\n\r\n";
        text += parked ? "Open your private link. There you can see whether we have read your story, and take it back. "
                         "When we have read it, you can choose with your private link:"
                       : "You decide. Open your private link. There you can choose, see your story, and take it back:";
        text += "\r\n\r\n" + link +
                "\r\n\r\nAnyone who has this link can do the same. Keep it to yourself.\r\n\r\nWe will ask "
                "you:\r\n\r\n" +
                choices(form) + "\r\n";
    }
    if (!parked) {
        text += "To add something to your story, reply to this email. Only our team can read what you add";
        text += link.empty() ? ".\r\n" : ", until you make it part of your story with your private link.\r\n";
    }
    if (!config.contact.empty()) text += "To reach our team, write to " + config.contact + ".\r\n";
    return text + "\r\nThis email was written by a program. If you did not send us anything, you do not need to do "
                  "anything.\r\n";
}

}  // namespace

std::string acknowledgement_mail(const Config& config, const Form& form, const Owed& owed,
                                 const Acknowledgement& ours) {
    OwnMail mail{owed.addr,
                 (owed.again ? "Your private link: " : "Your story arrived: ") + owed.reference,
                 ours.message_id,
                 ours.sent_ms,
                 body(config, form, owed, ours.link),
                 {{"Auto-Submitted", "auto-replied"}}};
    if (!owed.message_id.empty()) mail.more.emplace_back("In-Reply-To", owed.message_id);
    return written(config, mail);
}

}  // namespace tangible::serve
