// A real mail server on 127.0.0.1 for one test. Prints its port, then each mail that it takes as a line of JSON.
// With REFUSE=1 it takes no recipient.

import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

const server = new SMTPServer({
  authOptional: true,
  disableReverseLookup: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo(address, session, callback) {
    callback(process.env.REFUSE ? new Error("no such mailbox") : undefined);
  },
  onData(stream, session, callback) {
    simpleParser(stream).then((mail) => {
      const { from, to } = mail;
      const headers = mail.headerLines.map(({ key }) => key);
      const envelope = session.envelope.rcptTo.map(({ address }) => address);
      const { subject, text, date } = mail;
      console.log(JSON.stringify({ from: from.text, to: to.text, subject, text, date, headers, envelope }));
      callback();
    }, callback);
  },
});
server.listen(0, "127.0.0.1", () => console.log(server.server.address().port));
