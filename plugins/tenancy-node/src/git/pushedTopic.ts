/**
 * Topic of the events that say that another backend of this suite pushed to a repository, with its address and branch.
 *
 * @public
 */
export const PUSHED_TOPIC = 'tenancy.pushed';
