/** Some browsers leave a request to IndexedDB unanswered for ever (private windows); nothing must wait for it. */
const STORE_PATIENCE_MS = 3000;

/** The browser's storage's answer, or a rejection where none comes. */
export function inTime<T>(answer: Promise<T>, patienceMs = STORE_PATIENCE_MS): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('its storage does not answer')), patienceMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
