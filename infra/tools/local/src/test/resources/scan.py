# Says which targets take a TCP connection, and how many were tried. A name that can't be resolved is one that does not.
import asyncio

targets = TARGETS.split()
few = asyncio.Semaphore(500)


async def knock(target):
    host, port = target.rsplit(":", 1)
    async with few:
        try:
            _, writer = await asyncio.wait_for(asyncio.open_connection(host, int(port)), 2)
            writer.close()
            return target
        except (OSError, asyncio.TimeoutError):
            return None


async def main():
    for found in await asyncio.gather(*map(knock, targets)):
        if found:
            print("answers", found)
    print("tried", len(targets))


asyncio.run(main())
