"""A cluster of Spark on this machine: a standalone master and two workers, each a session of processes that can be killed and whose
processor time can be added up.
"""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

TICK = os.sysconf("SC_CLK_TCK")


def port():
    """Returns a port that is free now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def sessions():
    """Returns what the system says of every process: its id, its session, and the processor seconds of it and its ended children."""
    for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if words[0] != "Z":
            yield int(path.parent.name), int(words[3]), sum(map(int, words[11:15])) / TICK


class Daemon:
    """A master or a worker, with everything that it starts."""

    def __init__(self, home, kind, arguments, folder):
        self.folder = folder
        folder.mkdir(parents=True)
        (folder / "local").mkdir()
        environment = {**os.environ, "SPARK_LOCAL_DIRS": str(folder / "local"), "SPARK_WORKER_DIR": str(folder / "work")}
        # Without its scripts Spark looks for the version of its Scala in a folder of its sources.
        [core] = pathlib.Path(home, "jars").glob("spark-core_*.jar")
        environment["SPARK_SCALA_VERSION"] = core.name.split("_")[1].split("-")[0]
        command = ["java", "-Xmx512m", "-cp", f"{home}/jars/*", f"org.apache.spark.deploy.{kind.lower()}.{kind}", *arguments]
        self.log = open(folder / "log", "wb")
        self.process = subprocess.Popen(command, env=environment, start_new_session=True, stdout=self.log, stderr=self.log)

    def says(self, words):
        """Waits until its log has these words."""
        end = time.monotonic() + 120
        while words not in (self.folder / "log").read_text():
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError(f"no `{words}`: {(self.folder / 'log').read_text()[-2000:]}")
            time.sleep(0.2)

    def members(self):
        """Returns the processes of the session: executors and their Pythons too."""
        return [(process, seconds) for process, session, seconds in sessions() if session == self.process.pid]

    def seconds(self):
        """Returns the processor seconds of the session."""
        return sum(seconds for _, seconds in self.members())

    def kill(self):
        """Kills every process of the session, and takes its files away. Returns how many processes and files there were."""
        files = sum(1 for path in self.folder.rglob("*") if path.is_file())
        killed = 0
        while members := self.members():
            for process, _ in members:
                try:
                    os.kill(process, signal.SIGKILL)
                    killed += 1
                except ProcessLookupError:
                    pass
            self.process.poll()
            time.sleep(0.05)
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return killed, files


class Cluster:
    """A master and two workers of one core each."""

    def __init__(self, home, folder):
        self.address = f"spark://127.0.0.1:{port()}"
        listen = ["--host", "127.0.0.1", "--webui-port", str(port())]
        self.master = Daemon(home, "Master", [*listen, "--port", self.address.rsplit(":", 1)[1]], folder / "master")
        self.master.says("Starting Spark master at")
        worker = lambda: ["--host", "127.0.0.1", "--webui-port", str(port()), "--port", str(port()), "--cores", "1", "--memory", "2g"]
        self.workers = [Daemon(home, "Worker", [*worker(), self.address], folder / f"worker{at}") for at in (1, 2)]
        for each in self.workers:
            each.says("Successfully registered with master")

    def seconds(self):
        """Returns the processor seconds of both workers."""
        return sum(worker.seconds() for worker in self.workers)

    def stop(self):
        """Ends everything."""
        for daemon in [*self.workers, self.master]:
            daemon.kill()
