#!/bin/sh
# Installs what was built as a systemd service that starts at the next boot, and the configuration of every environment.
set -eu

program=/opt/$APP
settings=/etc/$APP

if [ -z "$START_COMMAND" ]; then
  set -- "$program"/*.runtimeconfig.json
  if [ $# != 1 ] || [ ! -f "$1" ]; then
    echo "$program should hold exactly one .NET program (NAME.runtimeconfig.json), but: $*" >&2
    exit 1
  fi
  dotnet=$(command -v dotnet) || { echo "dotnet is not on PATH: the source image lacks the .NET SDK" >&2; exit 1; }
  START_COMMAND="$dotnet ${1%.runtimeconfig.json}.dll"
fi

mkdir -p "$settings/environments"
cp "$STAGING"/config/*.env "$settings/environments/"

id -u "$APP" >/dev/null 2>&1 || useradd --system --no-create-home --home-dir "$program" --shell /usr/sbin/nologin "$APP"
chown -R root:root "$program" "$settings"
chmod -R u=rwX,go=rX "$program" "$settings"

# After cloud-final: user data has linked the environment's configuration by then. Wanted by cloud-init.target, because
# cloud-final itself comes after multi-user.target on many systems. HTTP_PORTS yields to an ASPNETCORE_URLS that is already set.
cat >"/etc/systemd/system/$APP.service" <<UNIT
[Unit]
Description=$APP $RELEASE
Wants=network-online.target
After=network-online.target cloud-final.service

[Service]
User=$APP
WorkingDirectory=$program
Environment=ASPNETCORE_HTTP_PORTS=$APP_PORT
EnvironmentFile=-$settings/environment
ExecStart=$START_COMMAND
Restart=always
RestartSec=1
TimeoutStopSec=90
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes

[Install]
WantedBy=cloud-init.target
UNIT
systemctl enable --quiet "$APP.service"
