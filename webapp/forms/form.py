"""What every form is: texts and files come to the fields that ask for them."""

from typing import Any

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import FileField


class Form(FlaskForm):
    """A form that hands a file to no field but one of files, whatever was sent under its name."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc] # the stubs say Any
        """How what was sent reaches the fields."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Flask-WTF hands all files to all fields, and a field of text cannot read them."""
            sent = super().wrap_formdata(form, formdata)
            if not isinstance(sent, CombinedMultiDict):
                return sent
            names = {field.name for field in form if isinstance(field, FileField)}
            files = [one for one in request.files.items(multi=True) if one[0] in names]
            return CombinedMultiDict([MultiDict(files), request.form])
