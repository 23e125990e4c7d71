// A real SMTP server on loopback that accepts every mail and keeps it in `relayed`, as {mail, envelope}.
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/// `refuses` returns an error when the relay must not accept a mail now, and null otherwise.
export function open_relay({ refuses = () => null } = {}) {
  const relayed = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ["STARTTLS"], logger: false,
    onMailFrom: (_, __, done) => done(refuses()),
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => { relayed.push({ mail, envelope: session.envelope }); done(); });
    },
  });
  return new Promise((opened) => server.listen(0, "127.0.0.1", () =>
    opened({ relayed, url: `smtp://127.0.0.1:${server.server.address().port}`, close: () => server.close() })));
}
