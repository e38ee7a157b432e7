import type { DeliveryFiles, DeliveryTarget } from '../../platform';
import { applicationObject } from './applicationObject';
import { projectObject } from './projectObject';

/** What Argo CD needs for a tenant in an environment. */
export function argocdObjects(target: DeliveryTarget): DeliveryFiles {
  return {
    'project.yaml': [projectObject(target)],
    'application.yaml': target.draining ? [] : [applicationObject(target)],
  };
}
