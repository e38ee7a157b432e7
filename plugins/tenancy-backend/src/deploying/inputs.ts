import { z } from 'zod';
import { nameSchema } from '../router/names';

const image = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[\x21-\x7e]+$/, 'must be an image in one word')
  .regex(/^[^-]/, 'must not begin with -');

const environments = z.array(nameSchema).min(1).max(20);

/** Body of a deployment. */
export const deploymentSchema = z.strictObject({
  image,
  environments: environments.optional(),
  allowRepository: z.boolean().optional(),
});

/** Body of a deployment by a pipeline. */
export const pipelineDeploymentSchema = deploymentSchema.omit({
  allowRepository: true,
});

const one = z.union([z.string(), z.array(z.string()).max(20)]).optional();

/** Query of a look at a deployment: `image` and any number of `environment`. */
export const deploymentQuerySchema = z
  .object({ image, environment: one })
  .transform(({ image: asked, environment }) => ({
    image: asked,
    ...(environment === undefined
      ? {}
      : { environments: [environment].flat() }),
  }))
  .pipe(z.object({ image, environments: environments.optional() }));
