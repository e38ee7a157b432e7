import { z } from 'zod';
import { isCloneUrl } from './cloneUrl';
import { sampleOf } from './tenantPlace';

export const cloneUrl = z.string().refine(isCloneUrl, {
  error:
    'must be a clone URL: https://host/owner/repository.git, ssh://git@host/owner/repository.git or git@host:owner/repository.git.',
});

const url = z
  .string()
  .refine(text => isCloneUrl(sampleOf(text)), {
    error:
      "must be a clone URL: https://host/owner/repository.git, ssh://git@host/owner/repository.git or git@host:owner/repository.git; that of the tenants' tree may have ${{ tenant }} in its path.",
  })
  .optional()
  .describe(
    "Clone URL of the repository; that of the requests if left out. Of the tenants' tree it may have ${{ tenant }} in its path: then each tenant has its own",
  );

const branch = z
  .string()
  .min(1)
  .optional()
  .describe(
    "Branch that Argo CD follows, main in a repository of its own. It has to be there. Of the tenants' tree it may have ${{ tenant }}",
  );

const rules = {
  publish: z
    .enum(['pullRequest', 'push', 'pipeline'])
    .optional()
    .describe(
      'How it is promoted there: by pull request or push of the portal, or by a pipeline that runs groundwork promote. Default: tenancy.publish',
    ),
  codeowners: z
    .string()
    .regex(
      /^@?[A-Za-z0-9._/@-]+$/,
      'must be a team, user or address of the Git host',
    )
    .optional()
    .describe('Who reviews all of it there; written to its CODEOWNERS'),
};

const tree = z
  .strictObject({ url, branch })
  .refine(place => place.url !== undefined || place.branch !== undefined, {
    error: 'must have a url or a branch.',
  });

const whole = z
  .strictObject({ url, branch, ...rules })
  .refine(place => place.url !== undefined || place.branch !== undefined, {
    error: 'must have a url or a branch.',
  });

const each = z
  .strictObject({
    platform: tree.optional(),
    tenants: tree.optional(),
    ...rules,
  })
  .refine(
    place => place.platform !== undefined || place.tenants !== undefined,
    { error: 'must have a url, a branch, platform or tenants.' },
  );

/** Where what is rendered for an environment lies, if not beside the requests. */
export const ownPlaceSchema = z
  .union([whole, each], {
    error:
      'must be an object with url or branch, or with platform or tenants that have them.',
  })
  .transform(value => {
    if ('platform' in value || 'tenants' in value) {
      return value as z.output<typeof each>;
    }
    const { url: at, branch: on, ...rest } = value as z.output<typeof whole>;
    const place = {
      ...(at === undefined ? {} : { url: at }),
      ...(on === undefined ? {} : { branch: on }),
    };
    return { platform: place, tenants: place, ...rest };
  });
