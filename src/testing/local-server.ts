/** A stand-in server on this machine for tests of downloads. Call `close` after each test. */
import { createServer, type RequestListener, type Server } from 'node:http';

export class LocalServer {
  #server: Server | undefined;

  /** Starts it. @returns its address, ending in a slash */
  serve(listener: RequestListener): Promise<string> {
    const started = createServer(listener);
    this.#server = started;
    return new Promise((resolve) => {
      started.listen(0, '127.0.0.1', () => {
        const address = started.address();
        resolve(typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/` : '');
      });
    });
  }

  /** Resolves once nothing listens there any more. */
  close(): Promise<void> {
    const running = this.#server;
    this.#server = undefined;
    running?.closeAllConnections();
    return new Promise((resolve) => {
      if (running) running.close(() => resolve());
      else resolve();
    });
  }
}
