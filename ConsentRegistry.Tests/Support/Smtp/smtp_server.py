"""An SMTP server for tests, on a free loopback port, driven by lines on standard input and output.

Arguments: a folder for messages; --tls none|starttls|implicit with --cert and --key; --user and --password.
Writes each message to FOLDER/NNNN.eml and what an independent parser sees in it to FOLDER/NNNN.json, before it answers 250.
Local parts choose the reply to RCPT TO: "defer-451" and "bounce-550-5.1.1", each with anything after a further hyphen.
Input:  "hold N"  holds the reply to the N-th RCPT TO (counted from 1); "release" lets it go.
Output: "port P", "rcpt N", "held N", "rset", "data N" and "end", one a line.
"""
import argparse
import asyncio
import email
import email.policy
import json
import pathlib
import re
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

CHOSEN = re.compile(r"^(?:bounce|defer)-(\d{3})(?:-(\d\.\d+\.\d+))?")


def say(*words):
    print(*words, flush=True)


def seen_by_parser(raw):
    message = email.message_from_bytes(raw, policy=email.policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    return {
        "headers": [[name, str(value)] for name, value in message.items()],
        "type": message.get_content_type(),
        "defects": [repr(d) for part in message.walk() for d in part.defects]
        + [repr(d) for value in message.values() for d in value.defects],
        "parts": [
            {
                "type": part.get_content_type(),
                "charset": part.get_content_charset(),
                "language": str(part["Content-Language"]),
                "text": part.get_content().replace("\r\n", "\n"),
            }
            for part in parts
        ],
    }


class Handler:
    def __init__(self, folder):
        self.folder = folder
        self.addressees = 0
        self.messages = 0
        self.hold_at = 0
        self.released = asyncio.Event()

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.addressees += 1
        number = self.addressees
        say("rcpt", number)
        if number == self.hold_at:
            self.released.clear()
            say("held", number)
            await self.released.wait()
        chosen = CHOSEN.match(address)
        if chosen:
            code, status = chosen.groups()
            text = "not now" if code[0] == "4" else "Recipient address rejected"
            return f"{code} {status + ' ' if status else ''}<{address}>: {text}"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_RSET(self, server, session, envelope):
        say("rset")
        return "250 2.0.0 Ok"

    async def handle_DATA(self, server, session, envelope):
        self.messages += 1
        name = self.folder / f"{self.messages:04}"
        name.with_suffix(".eml").write_bytes(envelope.original_content)
        seen = seen_by_parser(envelope.original_content)
        seen.update(
            mailFrom=envelope.mail_from,
            rcptTos=envelope.rcpt_tos,
            tls=server.transport.get_extra_info("sslcontext") is not None,
            user=bool(session.authenticated),
        )
        name.with_suffix(".json").write_text(json.dumps(seen))
        say("data", self.messages)
        return f"250 2.0.0 queued as {self.messages}"


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--tls", default="none")
    parser.add_argument("--cert")
    parser.add_argument("--key")
    parser.add_argument("--user")
    parser.add_argument("--password")
    args = parser.parse_args()

    handler = Handler(args.folder)
    context = None
    if args.tls != "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(args.cert, args.key)

    def authenticate(server, session, envelope, mechanism, data):
        wanted = LoginPassword(args.user.encode(), args.password.encode()) if args.user else None
        return AuthResult(success=data == wanted, handled=False)

    def session():
        return SMTP(
            handler,
            hostname="mail.test.example",
            enable_SMTPUTF8=True,
            tls_context=context if args.tls == "starttls" else None,
            require_starttls=args.tls == "starttls",
            authenticator=authenticate if args.user else None,
            auth_required=bool(args.user),
            auth_require_tls=args.tls == "starttls",
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(session, "127.0.0.1", 0, ssl=context if args.tls == "implicit" else None)
    say("port", server.sockets[0].getsockname()[1])

    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := (await reader.readline()).decode().split():
        if line[0] == "hold":
            handler.hold_at = int(line[1])
        elif line[0] == "release":
            handler.released.set()
    say("end")


if __name__ == "__main__":
    asyncio.run(main())
