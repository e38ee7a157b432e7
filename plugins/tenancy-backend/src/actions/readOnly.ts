/** Marks of an action that only reads, and answers the same as long as nothing changes. */
export const readOnly = {
  readOnly: true,
  destructive: false,
  idempotent: true,
};
