"""E-mail saved as .eml: the body, with subject, sender and day as metadata."""

from __future__ import annotations

import email
import email.policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

from communique.errors import ReadError


def read_mail(data: bytes, path: Path) -> tuple[str, dict[str, object]]:
    """Return the body of a message (the plain part before the HTML part) and its metadata."""
    from communique.readers.dates import parse_day
    from communique.readers.document import page_text, unwrap_lines

    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        body = message.get_body(preferencelist=("plain", "html"))
        subject, sender, day = (str(message.get(name, "") or "") for name in ("subject", "from", "date"))
    except (MessageError, ValueError, LookupError, AttributeError) as error:
        raise ReadError(f"{path}: is no readable e-mail ({error}); save the message again as .eml.") from None
    if body is None:
        raise ReadError(f"{path}: holds no text, only attachments; save them as files of their own.")
    text = _content(body, path)
    is_page = body.get_content_type() == "text/html"
    text = page_text(text)[0] if is_page else unwrap_lines(text)
    name, address = parseaddr(sender)
    attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    found = {"title": subject, "publisher": name or address, "published": parse_day(day)}
    found["note"] = f"attachments not read: {', '.join(attached)}" if attached else None
    return text, {key: value for key, value in found.items() if value}


def _content(body: EmailMessage, path: Path) -> str:
    try:
        return body.get_content()
    except LookupError:  # the declared charset is none; the bytes tell more
        from communique.readers.document import decode_bytes

        return decode_bytes(body.get_payload(decode=True) or b"", path, declared=True)[0]
