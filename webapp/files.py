"""Handing a document out to a browser."""

from io import BytesIO

from flask import Response, send_file

from workflow.documents import Document


def handed_out(document: Document) -> Response:
    """The document as a download; no cache keeps what only this person may see."""
    answer = send_file(
        BytesIO(document.content),
        mimetype=document.media_type,
        as_attachment=True,
        download_name=document.name,
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
