/** Milliseconds that a controller may take to tell something of an object, or to get on with it, before it is called late. */
export const patience = 10 * 60_000;
