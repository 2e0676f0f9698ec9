#!/usr/bin/env bash
# Checks that the sandbox in this container serves requests. It replies only once every schema is compiled.
exec 3<>"/dev/tcp/127.0.0.1/$REVDESK_SANDBOX_PORT" || exit 1
printf 'GET %s/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$REVDESK_SANDBOX_CONTROL_PATH" >&3
read -r _ status _ <&3
[ "$status" = 200 ]
