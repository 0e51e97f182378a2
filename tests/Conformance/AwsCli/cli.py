"""The aws CLI in one process: the commands that a person would type, run by the CLI's own entry."""
import contextlib
import io
import json
import shlex
import subprocess
import time

try:
    from awscli.clidriver import create_clidriver
    MODELS = create_clidriver().session.get_component("data_loader")
except ImportError:
    create_clidriver = None  # a CLI that is packed with a Python of its own


def run(command):
    """The exit code of a command, what it prints, and what it says went wrong."""
    arguments = [*shlex.split(command), "--output", "json"]
    if create_clidriver is None:
        done = subprocess.run(["aws", *arguments], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr
    output, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(error):
        try:
            driver = create_clidriver()  # a new one for each command, as when it is typed, but the models are read only once
            driver.session.register_component("data_loader", MODELS)
            code = driver.main(arguments)
        except SystemExit as ended:
            code = ended.code
    return code, output.getvalue(), error.getvalue()


def aws(command):
    """The answer of a command that must succeed."""
    code, output, error = run(command)
    if code:
        raise SystemExit(f"aws {command}\nended with {code}: {error}")
    try:
        return json.loads(output)
    except json.JSONDecodeError:
        return output.strip()


def refused(error, command):
    """A command that must fail with the error."""
    code, output, said = run(command)
    if not code or f"({error})" not in said:
        raise SystemExit(f"aws {command}\nwas not refused with {error}: {output}{said}")


def until(expected, command):
    """Repeats a command until it answers what is expected."""
    deadline = time.monotonic() + 60
    while (answer := aws(command)) != expected:
        if time.monotonic() > deadline:
            raise SystemExit(f"aws {command}\nstill answers {answer}, not {expected}")
        time.sleep(0.05)


def shows(expected, command):
    """A command that must answer what is expected."""
    if (answer := aws(command)) != expected:
        raise SystemExit(f"aws {command}\nanswers {answer}, not {expected}")
