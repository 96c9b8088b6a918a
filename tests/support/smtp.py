"""A mail server for the tests, by aiosmtpd: `smtp.py plain|starttls|tls|busy FOLDER`.

Says its port in its first line, and then each mail in a line of JSON. With TLS it makes an authority of its own,
whose certificate is FOLDER/ca.pem, and lets in whoever knows `office` and its password.
"""

import asyncio
import email
import email.policy
import json
import ssl
import subprocess
import sys

from aiosmtpd.smtp import SMTP, AuthResult

SECURITY, FOLDER = sys.argv[1:3]
SUBJECT_ALTERNATIVE = "subjectAltName=DNS:localhost"


class Handler:
    refused = SECURITY != "busy"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if not Handler.refused:
            Handler.refused = True
            return "451 4.7.1 Try again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        said = {name.lower(): str(value) for name, value in mail.items()}
        said.update(
            to=envelope.rcpt_tos,
            sender=envelope.mail_from,
            text=mail.get_content(),
            tls=session.ssl is not None or SECURITY == "tls",
            user=session.auth_data.login.decode() if session.auth_data else None,
        )
        print(json.dumps(said), flush=True)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, auth_data):
    known = (auth_data.login, auth_data.password) == (b"office", b"geheim & sicher")
    return AuthResult(success=known, handled=known, auth_data=auth_data)


def certificate():
    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=FOLDER, check=True, capture_output=True)

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Authority")
    openssl("req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    with open(f"{FOLDER}/server.ext", "w") as extensions:
        extensions.write(SUBJECT_ALTERNATIVE)
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", "2", "-extfile", "server.ext", "-out", "server.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{FOLDER}/server.pem", f"{FOLDER}/server.key")
    return context


async def main():
    is_plain = SECURITY in ("plain", "busy")
    context = None if is_plain else certificate()
    options = {"hostname": "localhost", "enable_SMTPUTF8": True}
    if not is_plain:
        options.update(authenticator=authenticate, auth_required=True)
    if SECURITY == "starttls":
        options.update(tls_context=context, require_starttls=True)
    if SECURITY == "tls":
        options.update(auth_require_tls=False)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Handler(), **options),
        "127.0.0.1",
        0,
        ssl=context if SECURITY == "tls" else None,
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
