"""Holds recorded answers to AWS's own API models, as botocore carries them.

Reads one answer a line, {"service", "operation", "method", "target", "status", "headers", "body" (base64)}; the operation may be null
for S3, whose operations are told by method and target. Prints a line for each, {"service", "operation", "problems"}: what the answer has
that the model does not, or lacks that it must have.
"""
import base64
import json
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ET

import botocore.session

from documented import BESIDES, COMMON_ERRORS, EMPTY, WORDS, always
from scalars import scalar

SESSION = botocore.session.get_session()
MODELS = {"elasticloadbalancing": "elbv2"}  # signing name: model, where they differ


def name(element):
    return element.tag.rpartition("}")[2]


def wire_name(member, shape):
    """The element of a member: a flattened list is named by its items."""
    inner = shape.member.serialization.get("name") if shape.serialization.get("flattened") and shape.type_name == "list" else None
    return inner or shape.serialization.get("name", member)


class Xml:
    """Answers in XML, of the dialects query, ec2 and rest-xml."""

    def structure(self, element, shape, path, passed=()):
        known = {wire_name(member, inner): (member, inner) for member, inner in shape.members.items() if "location" not in inner.serialization}
        found = {}
        for child in element:
            found.setdefault(name(child), []).append(child)
        for unknown in found.keys() - known.keys() - set(passed) - BESIDES.get(shape.name, set()):
            yield f"{path}.{unknown} is not in the model"
        attributes = {key.rpartition("}")[2] for key in element.attrib}
        for wire, (member, inner) in known.items():
            if inner.serialization.get("xmlAttribute") and wire.rpartition(":")[2] in attributes:
                continue
            if wire not in found:
                if member in shape.required_members or member in always(shape.name):
                    yield f"{path}.{wire} is missing"
                continue
            flat = inner.serialization.get("flattened")
            if len(found[wire]) > 1 and not flat:
                yield f"{path}.{wire} is there twice"
            for child in found[wire]:
                if member in EMPTY.get(shape.name, ()) and not child.text:
                    continue
                if child.text in WORDS.get(shape.name, {}).get(member, ()):
                    continue
                yield from self.problems(child, inner.member if flat and inner.type_name == "list" else inner, f"{path}.{wire}")

    def items(self, element, shape, path):
        wanted = shape.member.serialization.get("name", "member")
        for child in element:
            if name(child) != wanted:
                yield f"{path} has <{name(child)}> where <{wanted}> belongs"
            yield from self.problems(child, shape.member, f"{path}[]")

    def problems(self, element, shape, path):
        if shape.type_name == "structure":
            yield from self.structure(element, shape, path)
        elif shape.type_name == "list":
            yield from self.items(element, shape, path)
        elif len(element):
            yield f"{path} has elements, but is a {shape.type_name}"
        else:
            yield from scalar(element.text or "", shape, path)

    def result(self, operation, body):
        """The element that holds the members, and which other children it may have."""
        root, protocol, shape = ET.fromstring(body), operation.service_model.metadata["protocol"], operation.output_shape
        namespace = re.match("{(.*)}", root.tag)[1]
        if protocol == "rest-xml":
            return root, ()
        if namespace.rstrip("/") != operation.service_model.metadata["xmlNamespace"].rstrip("/") or name(root) != operation.name + "Response":
            raise ValueError(f"{operation.name} answers <{root.tag}>")
        if protocol == "ec2":
            return root, ("requestId",)
        if root.find(f"{{{namespace}}}ResponseMetadata/{{{namespace}}}RequestId") is None:
            raise ValueError(f"{operation.name} answers no RequestId")
        wrapper = shape.serialization.get("resultWrapper") if shape is not None else None
        if others := {name(child) for child in root} - {wrapper, "ResponseMetadata"}:
            raise ValueError(f"{operation.name} answers {', '.join(sorted(others))} beside its result")
        return (root, ("ResponseMetadata",)) if wrapper is None else (next(child for child in root if name(child) == wrapper), ())

    def answer(self, operation, answer, body):
        shape = operation.output_shape
        if shape is None and operation.service_model.metadata["protocol"] == "rest-xml":
            return
        payload = shape.serialization.get("payload") if shape is not None else None
        yield from headers(shape, answer["headers"], operation.name)
        if payload and shape.members[payload].type_name == "blob":
            return
        inside = shape is not None and any("location" not in member.serialization for member in shape.members.values())
        if answer["method"] == "HEAD" or (not inside and operation.service_model.metadata["protocol"] == "rest-xml"):
            if body:
                yield f"{operation.name} answers a body"
            return
        element, passed = self.result(operation, body)
        if shape is None:
            return
        yield from self.structure(element, shape.members[payload] if payload else shape, operation.name, passed)

    def error(self, operation, body):
        """The code of a refusal."""
        root = ET.fromstring(body)
        protocol = operation.service_model.metadata["protocol"]
        place = {"query": "{*}Error", "ec2": "{*}Errors/{*}Error", "rest-xml": "."}[protocol]
        request = {"query": "{*}RequestId", "ec2": "{*}RequestID", "rest-xml": "{*}RequestId"}[protocol]
        error = root.find(place)
        if error is None or error.find("{*}Message") is None or root.find(request) is None:
            raise ValueError(f"{operation.name} refuses in a strange form")
        if protocol == "query" and error.findtext("{*}Type") not in ("Sender", "Receiver"):
            raise ValueError(f"{operation.name} does not say who is to blame")
        return error.findtext("{*}Code")


class Json:
    """Answers in JSON, of the dialect json."""

    def problems(self, value, shape, path):
        kinds = {"structure": dict, "map": dict, "list": list, "boolean": bool, "string": str, "timestamp": (int, float)}
        if not isinstance(value, kinds.get(shape.type_name, (int, float, str))):
            yield f"{path} is no {shape.type_name}: {value}"
        elif shape.type_name == "structure":
            for unknown in value.keys() - {wire_name(*member) for member in shape.members.items()}:
                yield f"{path}.{unknown} is not in the model"
            for member, inner in shape.members.items():
                wire = wire_name(member, inner)
                if wire in value:
                    yield from self.problems(value[wire], inner, f"{path}.{wire}")
                elif member in shape.required_members or member in always(shape.name):
                    yield f"{path}.{wire} is missing"
        elif shape.type_name == "list":
            for item in value:
                yield from self.problems(item, shape.member, f"{path}[]")
        elif shape.type_name == "string":
            yield from scalar(value, shape, path)

    def answer(self, operation, _, body):
        if operation.output_shape is not None:
            yield from self.problems(json.loads(body), operation.output_shape, operation.name)

    def error(self, operation, body):
        refusal = json.loads(body)
        if not any(word in refusal for word in ("message", "Message")):
            raise ValueError(f"{operation.name} refuses in a strange form")
        return refusal["__type"].rpartition("#")[2]


def headers(shape, sent, path):
    """The members that travel as headers."""
    sent = {key.lower(): value for key, value in sent.items()}
    for member, inner in shape.members.items() if shape is not None else ():
        if inner.serialization.get("location") == "header":
            wire = inner.serialization["name"].lower()
            if wire in sent:
                yield from scalar(sent[wire], inner, f"{path}.{member}", header=True)
            elif member in always(shape.name):
                yield f"{path}.{member} is missing"


def by_target(service, method, target):
    """S3's operation of a request: the one whose path fits, and most of whose query."""
    path, _, query = target.partition("?")
    asked = {key for key, _ in urllib.parse.parse_qsl(query, keep_blank_values=True)}
    depth = 0 if path == "/" else 1 if path.rstrip("/").count("/") == 1 else 2
    fitting = []
    for candidate in map(service.operation_model, service.operation_names):
        wanted_path, _, wanted_query = candidate.http["requestUri"].partition("?")
        wanted = {key for key, _ in urllib.parse.parse_qsl(wanted_query, keep_blank_values=True)} - {"x-id"}
        if candidate.http["method"] == method and wanted_path.count("{") == depth and wanted <= asked and not candidate.deprecated:
            fitting.append((len(wanted), candidate))
    most = max(count for count, _ in fitting)
    return sorted((one for count, one in fitting if count == most), key=lambda one: len(one.name))[0]


def look(answer):
    service = SESSION.get_service_model(MODELS.get(answer["service"], answer["service"]))
    named = answer["operation"]
    if named and named not in service.operation_names:
        return  # a call that no service of AWS knows is refused by its name
    operation = service.operation_model(named) if named else by_target(service, answer["method"], answer["target"])
    body = base64.b64decode(answer["body"])
    dialect = Json() if service.metadata["protocol"] == "json" else Xml()
    if answer["status"] < 400:
        if answer["status"] != 304:
            yield from dialect.answer(operation, answer, body)
    elif answer["method"] != "HEAD":
        code = dialect.error(operation, body)
        modelled = {error.metadata.get("error", {}).get("code", error.name): error for error in operation.error_shapes}
        if code not in modelled and code not in COMMON_ERRORS[service.metadata["protocol"]]:
            yield f"{operation.name} answers {code}, which is not documented for it"
        status = modelled[code].metadata.get("error", {}).get("httpStatusCode", answer["status"]) if code in modelled else answer["status"]
        if status != answer["status"]:
            yield f"{operation.name} answers {code} with {answer['status']} instead of {status}"


def findings(answer):
    try:
        yield from look(answer)
    except (ValueError, KeyError, StopIteration, ET.ParseError) as wrong:
        yield f"{answer['operation'] or answer['method'] + ' ' + answer['target']}: {wrong!r}"


def name_of(answer):
    if answer["operation"] or answer["service"] != "s3":
        return answer["operation"] or ""
    return by_target(SESSION.get_service_model("s3"), answer["method"], answer["target"]).name


for line in sys.stdin:
    ANSWER = json.loads(line)
    print(json.dumps({"service": ANSWER["service"], "operation": name_of(ANSWER), "problems": sorted(set(findings(ANSWER)))}))
