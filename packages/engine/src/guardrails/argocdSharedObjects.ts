import type { DeliveryFiles, Environment, Platform } from '../platform';
import { argocdActorObjects } from './actorObjects';
import {
  applicationSetObject,
  sharedApplicationObject,
} from './applicationSetObject';
import { carriesInstance } from './instances';
import { platformProjectObject } from './projectObject';
import { argocdReaderObjects } from './readerObjects';

/** What an Argo CD needs once in an environment. */
export function argocdSharedObjects(
  platform: Platform,
  environment: Environment,
): DeliveryFiles {
  const carries = carriesInstance(platform, environment);
  return {
    'project.yaml': carries
      ? [platformProjectObject(platform, environment)]
      : [],
    'root.yaml': [
      applicationSetObject(platform, environment, 'cluster'),
      applicationSetObject(platform, environment, 'argocd'),
      sharedApplicationObject(platform, environment, 'cluster'),
      sharedApplicationObject(platform, environment, 'argocd'),
    ],
    'reader.yaml': carries ? argocdReaderObjects(platform, environment) : [],
    'actor.yaml': argocdActorObjects(platform, environment),
  };
}
