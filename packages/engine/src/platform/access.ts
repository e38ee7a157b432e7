import { z } from 'zod';

/** What a team may do with its running pods beside reading them, each off or on by default. */
const switches = (initial: boolean) =>
  z
    .strictObject({
      exec: z.boolean().default(initial).describe('Run commands in containers'),
      portForward: z
        .boolean()
        .default(initial)
        .describe('Forward ports of pods, past network policies'),
      debug: z
        .boolean()
        .default(initial)
        .describe('Add ephemeral containers and attach to them'),
      evict: z
        .boolean()
        .default(initial)
        .describe('Evict pods, which honours disruption budgets'),
    })
    .prefault({});

/** What an environment lets teams do with their pods: nothing that is not said. */
export const environmentAccess = switches(false);

/** What a tier leaves of it: everything that is not taken away. */
export const tierAccess = switches(true);

/**
 * What somebody may do with running pods.
 *
 * @public
 */
export type PodAccess = z.output<typeof environmentAccess>;

/**
 * What teams of the tier may do with their pods in the environment: what the environment allows and the tier does not take away.
 */
export function podAccess(
  environment: { access: PodAccess },
  tier: { access: PodAccess },
): PodAccess {
  const both = (key: keyof PodAccess) =>
    environment.access[key] && tier.access[key];
  return {
    exec: both('exec'),
    portForward: both('portForward'),
    debug: both('debug'),
    evict: both('evict'),
  };
}
