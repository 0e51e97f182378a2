#!/usr/bin/env bash
# Makes the clients again from the reduced models. With MODELS=<folder of an installed botocore's data>, reduces the
# public API models first: MODELS="$(python3 -c 'import botocore; print(botocore.__path__[0])')/data".
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
generator() { dotnet run --project "$here" -- "$@"; }

if [[ -n "${MODELS:-}" ]]; then
  generator reduce "$MODELS/autoscaling/2011-01-01/service-2.json.gz" "$here/autoscaling.wanted.json" > "$here/autoscaling.json.new"
  mv "$here/autoscaling.json.new" "$here/autoscaling.json"
  generator reduce "$MODELS/elbv2/2015-12-01/service-2.json.gz" "$here/elasticloadbalancingv2.wanted.json" > "$here/elasticloadbalancingv2.json.new"
  mv "$here/elasticloadbalancingv2.json.new" "$here/elasticloadbalancingv2.json"
fi

generator generate "$here/autoscaling.json" "$here/../AWSSDK.AutoScaling/Generated"
generator generate "$here/elasticloadbalancingv2.json" "$here/../AWSSDK.ElasticLoadBalancingV2/Generated"
