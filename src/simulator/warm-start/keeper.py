"""Keeps a command-line program that is written in Python ready to run: keeper.py SOCKET PREFIX,... SCRIPT

Modules whose names begin with one of the prefixes are not kept, nor are those that need them: they read settings of the caller when they are
imported.

Most of the processor time of a short `aws`, `gcloud` or `az` command goes into importing its modules. This process imports them once. For each
command that program.py hands over it forks, and the fork runs SCRIPT as the interpreter would have: with the caller's arguments, environment,
working directory and standard streams, to the same exit code. Nothing of a command comes back into this process but the names of the modules that
it had to import; those are imported here before the next one.

Ends when its standard input is closed, and takes what still runs with it.
"""

import ast
import atexit
import gc
import importlib
import importlib.abc
import os
import runpy
import selectors
import signal
import socket
import struct
import sys
import threading
import time
import traceback


def main(address, not_kept, script):
    # As if SCRIPT had been started instead of this file.
    sys.path[0] = os.path.dirname(script)
    mine = dict(os.environ)
    refusal = Refusal(not_kept)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address)
    listener.listen(64)
    selector = selectors.DefaultSelector()
    selector.register(listener, selectors.EVENT_READ, "listener")
    selector.register(sys.stdin, selectors.EVENT_READ, "owner")
    # By the connection of its caller.
    running = {}
    # Ready; and this is the interpreter.
    os.write(1, sys.executable.encode() + b"\n")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)

    while True:
        for key, _ in selector.select():
            if key.data == "owner":
                if os.read(0, 4096) == b"":
                    for child in running.values():
                        child.kill()
                    return
            elif key.data == "listener":
                connection, _ = listener.accept()
                child = start(connection, [selector.fileno(), *(key.fd for key in selector.get_map().values() if key.fd > 2)], script, set_here(mine))
                if child is None:
                    connection.close()
                    continue
                running[connection] = child
                selector.register(connection, selectors.EVENT_READ, "caller")
                selector.register(child.tells, selectors.EVENT_READ, connection)
            elif key.data == "caller":
                # A caller says nothing more, so this one is gone, and what it started goes too. Its end is noticed as always, or was just now.
                if key.fileobj in running:
                    selector.unregister(key.fileobj)
                    running[key.fileobj].kill()
            elif not running[key.data].listen():
                connection = key.data
                child = running.pop(connection)
                selector.unregister(child.tells)
                if connection in selector.get_map():
                    selector.unregister(connection)
                child.finish(connection, refusal)


def set_here(mine):
    """Variables that a command needs and its caller does not have: what the program's own wrapper exported (gcloud's does), and what imports have set."""
    wrapper = {name: value for name, value in mine.items() if name.startswith("CLOUDSDK_") and name != "CLOUDSDK_PYTHON_ARGS"}
    imports = {name: value for name, value in os.environ.items() if mine.get(name) != value}
    return {**wrapper, **imports}


class Child:
    def __init__(self, pid, tells):
        self.pid = pid
        # It writes there what it had to import. The end of this pipe is its own end.
        self.tells = tells
        self.told = b""

    def listen(self):
        """False when there is nothing more to come."""
        more = os.read(self.tells, 65536)
        self.told += more
        return more != b""

    def kill(self):
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def finish(self, connection, refusal):
        _, status = os.waitpid(self.pid, 0)
        os.close(self.tells)
        try:
            connection.sendall(struct.pack("<i", os.waitstatus_to_exitcode(status)))
        except OSError:
            pass  # The caller has gone.
        connection.close()
        if self.told:
            refusal.learn(*ast.literal_eval(self.told.decode()))


class NotKept(Exception):
    """Not an ImportError, which a module may take for the answer that something is not installed."""


class Refusal(importlib.abc.MetaPathFinder):
    """Stops the import of what is not kept, and so of everything that needs it. In this process only."""

    def __init__(self, not_kept):
        self.not_kept = not_kept
        self.refused = set()

    def find_spec(self, name, path, target=None):
        if name.startswith(self.not_kept):
            raise NotKept(name)
        return None

    def learn(self, path, names):
        sys.path[:] = path
        sys.meta_path.insert(0, self)
        for name in names:
            if name in sys.modules or name in self.refused:
                continue
            # What fails, for whatever reason, is imported by each command as it would have been anyway.
            try:
                importlib.import_module(name)
            except BaseException:
                self.refused.add(name)
        sys.meta_path.remove(self)


def start(connection, others, script, variables):
    connection.settimeout(10)
    try:
        request, streams = receive(connection)
    except (OSError, ValueError) as error:
        os.write(2, f"keeper.py could not read a request: {error}\n".encode())
        return None
    connection.settimeout(None)
    tells, told = os.pipe()
    # Without it every collection in a child would touch, and so copy, all that it shares with this process.
    gc.collect()
    gc.freeze()
    # What a module printed when it was imported here would else come out of every command.
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        become(request, streams, [connection.fileno(), tells, *others], script, variables, told)
    for descriptor in (told, *streams):
        os.close(descriptor)
    try:
        # In both processes, so that it is done when the first of them goes on.
        os.setpgid(pid, pid)
    except OSError:
        pass  # It has ended already.
    return Child(pid, tells)


def receive(connection):
    """A request: working directory, umask, number of arguments, arguments, environment; each ended by NUL, after their length in 4 bytes."""
    data, streams, _, _ = socket.recv_fds(connection, 65536, 3)
    if len(streams) != 3:
        raise ValueError(f"{len(streams)} streams instead of 3")
    while len(data) < 4 or len(data) < 4 + struct.unpack("<I", data[:4])[0]:
        more = connection.recv(65536)
        if more == b"":
            raise ValueError("it ended early")
        data += more
    folder, umask, count, *rest = data[4:-1].split(b"\0")
    arguments, environment = rest[: int(count)], rest[int(count) :]
    return (folder, int(umask), arguments, dict(variable.split(b"=", 1) for variable in environment)), streams


def become(request, streams, mine, script, variables, told):
    """Runs the script in this process, which is the fork, and ends it."""
    code = 1
    try:
        folder, umask, arguments, environment = request
        os.setpgid(0, 0)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        # Only what is this file's own: a library may have files open that it goes on using (awscrt reads random numbers from one).
        for descriptor in (*mine, *streams):
            os.close(descriptor)
        os.chdir(folder)
        os.umask(umask)
        os.environb.clear()
        os.environb.update(environment)
        for name, value in variables.items():
            os.environ.setdefault(name, value)
        time.tzset()
        sys.argv[:] = [script, *map(os.fsdecode, arguments)]
        before = set(sys.modules)
        code = run(script)
        tell(told, [*dict.fromkeys(sys.path)], [name for name in sys.modules if name not in before])
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def tell(told, *lists):
    with os.fdopen(told, "wb") as pipe:
        pipe.write(repr(lists).encode(errors="replace"))


def run(script):
    """Exit code of the script, as the interpreter would have ended."""
    code = 0
    try:
        runpy.run_path(script, run_name="__main__")
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            code = (end.code or 0) & 0xFF
        else:
            print(end.code, file=sys.stderr)
            code = 1
    except BaseException:
        traceback.print_exc()
        code = 1
    threading._shutdown()
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = 120
    return code


main(sys.argv[1], tuple(sys.argv[2].split(",")), sys.argv[3])
