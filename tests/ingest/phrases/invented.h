// Mails in the invented language of invented.yaml: read with its phrases (one_more_language_test.cpp) and without
// (phrases_test.cpp).
#pragma once
#include "ingest/mail/mail.h"
#include "ingest/reply/forward.h"
#include "ingest/reply/reply.h"
#include "ingest/reply/subject.h"
#include "schemas/ground/ascii.h"
#include <string>
#include <string_view>

namespace tangible::ingest::invented {

/// Replies in which only "Iris bonurke." is the teller's own text.
inline const std::string_view replies[] = {
    // an attribution
    "Iris bonurke.\n\nJe 3 majurko 2021 10:15 Ann Lee skribolis:\n\nTheir words without a mark.\n",
    // an attribution whose day is on a line of its own
    "Iris bonurke.\n\nJe 3 majurko,\nAnn Lee <ann@example.org> skribolis:\n\n> Their words.\n",
    // an attribution after the last words, on the same line
    "Iris bonurke. Je 3 majurko 2021 10:15 Ann Lee skribolis:\n\n> Their words.\n",
    // header fields
    "Iris bonurke.\n\nMalde: Ann Lee <ann@example.org>\nSendurko: 3 majurko 2021 10:15\nAlurko: Ben\nTemurko: Halurko\n"
    "\nTheir words.\n",
    // marks between dashes
    "Iris bonurke.\n\n-----Origurka Letro-----\nTheir words.\n",
    "Iris bonurke.\n\n-----Plusendurkis Ann Lee 3.5.2021-----\nTheir words.\n",
    // what a phone adds
    "Iris bonurke.\n\nSendurkita de mia iPhone\n",
    "Iris bonurke.\n\nMia telefurko sendurkis\n",
    // what organisations add
    "FREMDA LETRURKO.\n\nIris bonurke.\n",
    "Iris bonurke.\n\nĈI TIU LETRURKO estas sekreta, ne legu.\n",
};

/// A mail with a closing, which stays visible.
inline constexpr std::string_view signed_off = "Iris bonurke.\n\nKun Ĝojurko,\nBen\n";

/// A forwarded mail below words of its sender.
inline constexpr std::string_view passed_on =
    "Jen.\n\n---------- Plusendurka letro ---------\nMalde: Ann Lee <ann@example.org>\nTemurko: La halurko\n"
    "Alurko: <bo@example.org>\n\nNi havas la ŝlosilurkon de marto, kaj ni fermas.\n";

/// A mail with this subject and text.
inline Letter mail(std::string_view subject, std::string_view text) {
    return letter("From: Ann <ann@example.org>\nTo: us@example.org\nSubject: " + std::string(subject) +
                  "\nContent-Type: text/plain; charset=utf-8\n\n" + std::string(text) + "\n");
}

}  // namespace tangible::ingest::invented
