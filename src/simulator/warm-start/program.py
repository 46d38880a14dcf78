"""Hands a command over to keeper.py and ends as it ends. A copy of it has the name of the program; the keeper listens beside it, at NAME.sock.

Imports nothing that costs time: this is started once for every command.
"""

import _socket
import posix
import sys


def main(address, arguments):
    umask = posix.umask(0)
    posix.umask(umask)
    variables = [name + b"=" + value for name, value in posix.environ.items()]
    parts = [posix.getcwdb(), str(umask).encode(), str(len(arguments)).encode(), *arguments, *variables]
    data = b"".join(part + b"\0" for part in parts)
    message = len(data).to_bytes(4, "little") + data
    streams = b"".join(number.to_bytes(4, sys.byteorder) for number in (0, 1, 2))
    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    connection.connect(address)
    sent = connection.sendmsg([message], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, streams)])
    connection.sendall(message[sent:])
    answer = connection.recv(4)
    if len(answer) < 4:
        posix.write(2, b"The process that keeps this program ready has ended.\n")
        return 125
    code = int.from_bytes(answer, "little", signed=True)
    if code < 0:
        posix.kill(posix.getpid(), -code)
    return code


posix._exit(main(sys.argv[0] + ".sock", [argument.encode(sys.getfilesystemencoding(), "surrogateescape") for argument in sys.argv[1:]]))
