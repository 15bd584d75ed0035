"""One site of one size: prepares it, then measures what it is asked on standard input, until that ends.

A line of input is the name of a page and a number of requests; a line of output their [wall, CPU] times in ms, as JSON.
"""

import json
import sys
import time

from tests.bench.content import bench_database, prepare


def main(stories: int) -> None:
    """Answer until the other side has heard enough."""
    with bench_database(f"size_{stories}"):
        addresses = prepare(stories)
        from django.test import Client

        client = Client()
        print(json.dumps(list(addresses)), flush=True)
        for line in sys.stdin:
            name, number = json.loads(line)
            times = []
            for _ in range(number):
                wall, cpu = time.perf_counter(), time.process_time()
                response = client.get(addresses[name])
                times.append(((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000))
                assert response.status_code == 200, (name, response.status_code)
            print(json.dumps(times), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
