"""What every form is, and what every row of filters above a list can do."""

from typing import Any

import wtforms
from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict, MultiDict

from webapp.forms.fields import Count


class Form(FlaskForm):
    """A form that hands a file to no field but one of files, whatever was sent under its name."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc] # the stubs say Any
        """How what was sent reaches the fields."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Flask-WTF hands all files to all fields, and a field of text cannot read them."""
            sent = super().wrap_formdata(form, formdata)
            if not isinstance(sent, CombinedMultiDict):
                return sent
            names = {field.name for field in form if isinstance(field, wtforms.FileField)}
            files = [one for one in request.files.items(multi=True) if one[0] in names]
            return CombinedMultiDict([MultiDict(files), request.form])


class Filters(wtforms.Form):
    """A row of filters, filled in from the address of the list."""

    def good(self, name: str) -> Any:
        """What a filter asks for; None where it cannot be read."""
        field: Any = self[name]
        return None if field.errors else field.value


class PagedFilters(Filters):
    """The same above a list of numbered pages."""

    page = Count()

    @property
    def number(self) -> int:
        """The page asked for; the first one for anything that is no number."""
        return self.good("page") or 1
