#!/bin/sh
# Runs its arguments with Python 3.11; says what to install when there is none.
for candidate in ${PYTHON:-python3.11 python3 python}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' >/dev/null 2>&1; then
        exec "$candidate" "$@"
    fi
done
{
    echo "需要 Python 3.11，这台机器上没有找到。"
    for candidate in ${PYTHON:-python3 python}; do
        version=$("$candidate" --version 2>&1) && echo "  现有：$candidate 是 $version"
    done
    echo "  Debian 12：apt-get install python3.11 python3.11-venv"
    echo "  装在别处时：PYTHON=/路径/python3.11 make run"
} >&2
exit 1
