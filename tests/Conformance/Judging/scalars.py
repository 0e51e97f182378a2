"""Plain values, as their shapes demand them."""
import base64
import binascii
import email.utils
import re

ISO = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,9})?Z")
NUMBERS = {"integer": int, "long": int, "double": float, "float": float}


def scalar(text, shape, path, header=False):
    """What is wrong with a value that came as text."""
    kind = shape.type_name
    if kind == "boolean" and text not in ("true", "false"):
        yield f"{path} is no boolean: {text}"
    elif kind == "timestamp" and not timestamp(text, shape.serialization.get("timestampFormat"), header):
        yield f"{path} is no timestamp: {text}"
    elif kind in NUMBERS and not number(text, NUMBERS[kind]):
        yield f"{path} is no {kind}: {text}"
    elif kind == "blob" and not blob(text):
        yield f"{path} is no base64: {text[:40]}"
    elif kind == "string":
        if shape.enum and text not in shape.enum:
            yield f"{path} is none of the enumeration: {text}"
        if len(text) < shape.metadata.get("min", 0):
            yield f"{path} is shorter than {shape.metadata['min']}: {text}"


def timestamp(text, form, header):
    if header and form is None:
        return email.utils.parsedate_tz(text) is not None and text.endswith("GMT")
    return ISO.fullmatch(text) is not None


def number(text, kind):
    try:
        kind(text)
    except ValueError:
        return False
    return text == text.strip()


def blob(text):
    try:
        base64.b64decode(text, validate=True)
    except binascii.Error:
        return False
    return True
