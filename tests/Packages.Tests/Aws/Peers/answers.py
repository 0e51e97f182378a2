"""Holds answers to AWS's own API models, as botocore carries them.

Reads one answer a line, {"service", "operation", "status", "answer"}, and prints what an answer has that the model does not,
or lacks that it must have; at last how many answers it has looked at.
"""
import datetime
import json
import sys
import xml.etree.ElementTree as ET

import botocore.parsers
import botocore.session

SESSION = botocore.session.get_session()
COMMON_ERRORS = {"ValidationError"}
NUMBERS = {"integer": int, "long": int, "double": float, "float": float}


def name(element):
    return element.tag.rpartition("}")[2]


def structure(element, shape, path):
    children = {name(child): child for child in element}
    if len(children) < len(element):
        yield f"{path} has a member twice"
    for unknown in children.keys() - shape.members.keys():
        yield f"{path}.{unknown} is not in the model"
    for missing in set(shape.required_members) - children.keys():
        yield f"{path}.{missing} is missing"
    for known in children.keys() & shape.members.keys():
        yield from problems(children[known], shape.members[known], f"{path}.{known}")


def items(element, shape, path):
    for child in element:
        if name(child) != "member":
            yield f"{path} has <{name(child)}> among its members"
        yield from problems(child, shape.member, f"{path}[]")


def scalar(element, shape, path):
    text = element.text or ""
    if len(element):
        yield f"{path} has elements, but is a {shape.type_name}"
    if shape.type_name == "boolean" and text not in ("true", "false"):
        yield f"{path} is no boolean: {text}"
    if shape.type_name == "timestamp":
        datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ")
    if shape.type_name in NUMBERS:
        NUMBERS[shape.type_name](text)
    if shape.type_name == "string" and shape.enum and text not in shape.enum:
        yield f"{path} is none of the enumeration: {text}"


def problems(element, shape, path):
    kinds = {"structure": structure, "list": items}
    try:
        yield from kinds.get(shape.type_name, scalar)(element, shape, path)
    except ValueError as wrong:
        yield f"{path}: {wrong}"


def look(answer):
    operation = SESSION.get_service_model(answer["service"]).operation_model(answer["operation"])
    body = answer["answer"].encode()
    parsed = botocore.parsers.create_parser("query").parse(
        {"status_code": answer["status"], "headers": {}, "body": body}, operation.output_shape)
    if answer["status"] >= 400:
        documented = {error.metadata.get("error", {}).get("code", error.name) for error in operation.error_shapes}
        if parsed["Error"]["Code"] not in documented | COMMON_ERRORS:
            yield f"{operation.name} answers {parsed['Error']['Code']}, which is not documented for it"
    elif operation.output_shape is not None:
        result = next(child for child in ET.fromstring(body) if name(child) == operation.name + "Result")
        yield from problems(result, operation.output_shape, operation.name)


ANSWERS = [json.loads(line) for line in sys.stdin]
for problem in sorted({problem for answer in ANSWERS for problem in look(answer)}):
    print(problem)
print(f"{len(ANSWERS)} answers")
