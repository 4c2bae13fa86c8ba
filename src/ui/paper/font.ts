/** Names of the same metrics on Windows, macOS and Linux, so that what was measured here fits there. */
export const FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif";
