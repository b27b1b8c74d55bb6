// What a program writes to a pipe waits in its heap for the pipe's reader, and is lost when the program ends before: so writing
// waits instead, as it does in a terminal. This is done when a stream is first used: making one takes time.
for (const name of ['stdout', 'stderr']) {
  const property = Object.getOwnPropertyDescriptor(process, name);
  const original = property.get;
  let stream;
  property.get = {
    [original.name]() {
      if (stream === undefined) {
        stream = original.call(this);
        stream._handle?.setBlocking?.(true);
      }
      return stream;
    },
  }[original.name];
  Object.defineProperty(process, name, property);
}
delete require.cache?.[__filename];
