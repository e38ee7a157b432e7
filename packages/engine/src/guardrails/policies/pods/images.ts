import { Environment } from '../../../platform';
import { celString } from '../../cel';

/** Whether an image (an expression) comes from the registries of the environment. */
export function fromRegistries(
  image: string,
  environment: Environment,
): string {
  return environment.registries
    .map(
      registry =>
        `${image}.startsWith(${celString(`${registry.replace(/\/+$/, '')}/`)})`,
    )
    .join(' || ');
}

/** Whether an image is one that the platform's webhooks put into pods, whatever its tag and digest. */
export function isInjected(image: string, environment: Environment): string {
  const { injectedImages } = environment;
  return injectedImages.length === 0
    ? 'false'
    : injectedImages
        .map(
          name =>
            `${image} == ${celString(name)} || ${image}.startsWith(${celString(
              `${name}:`,
            )}) || ${image}.startsWith(${celString(`${name}@`)})`,
        )
        .join(' || ');
}
