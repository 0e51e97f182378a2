"""Has botocore's clients make signed requests, and prints them instead of sending them: one JSON object a line in, one out."""

import base64
import datetime
import json
import sys

import botocore.auth
import botocore.awsrequest
import botocore.config
import botocore.session

clients = {}


def client(ask):
    key = json.dumps({name: value for name, value in ask.items() if name not in ("operation", "params", "time", "presign")})
    if key not in clients:
        clients[key] = botocore.session.get_session().create_client(
            ask["service"],
            region_name=ask["region"],
            endpoint_url=ask["endpoint"],
            aws_access_key_id=ask["key"],
            aws_secret_access_key=ask["secret"],
            aws_session_token=ask["token"],
            config=botocore.config.Config(
                retries={"total_max_attempts": 1},
                signature_version=ask["signature"],
                request_checksum_calculation=ask["checksums"],
                s3={"addressing_style": "path", "payload_signing_enabled": ask["signBody"]},
            ),
        )
        if ask["date"]:
            clients[key].meta.events.register("before-sign.*", lambda request, **_: request.headers.add_header("Date", "now"))
    return clients[key]


def sign(ask):
    made = client(ask)
    now = datetime.datetime.fromisoformat(ask["time"]).replace(tzinfo=None)
    botocore.auth.get_current_datetime = lambda *_, **__: now
    params = dict(ask["params"])
    if "Body" in params:
        params["Body"] = base64.b64decode(params["Body"])
    if ask["presign"]:
        method = "PUT" if "Body" in params else "GET"
        url = made.generate_presigned_url(ask["operation"], Params=params, ExpiresIn=ask["presign"], HttpMethod=method)
        return {"method": method, "url": url, "headers": {}, "body": ""}

    caught = []

    def catch(request, **_):
        caught.append(request)
        return botocore.awsrequest.AWSResponse(request.url, 503, {}, None)

    made.meta.events.register_first("before-send.*", catch, unique_id="catch")
    try:
        getattr(made, ask["operation"])(**params)
    except Exception:
        if not caught:
            raise
    finally:
        made.meta.events.unregister("before-send.*", unique_id="catch")
    request = caught[0]
    body = request.body or b""
    body = body.read() if hasattr(body, "read") else body.encode() if isinstance(body, str) else bytes(body)
    text = {name: value.decode() if isinstance(value, bytes) else value for name, value in request.headers.items()}
    return {"method": request.method, "url": request.url, "headers": text, "body": base64.b64encode(body).decode()}


for line in sys.stdin:
    print(json.dumps(sign(json.loads(line))), flush=True)
