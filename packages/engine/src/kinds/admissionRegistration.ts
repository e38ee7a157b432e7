import { checkAdmissionBinding } from '../validate/rules/admissionBinding';
import { checkAdmissionPolicy } from '../validate/rules/admissionPolicy';
import { KindDescriptor } from './KindDescriptor';

const shared = {
  group: 'admissionregistration.k8s.io',
  versions: ['v1'],
  namespaced: false,
  schema: 'core',
  writer: 'platform',
  reach: 'cluster',
  watched: true,
} as const;

/** The guard rails. */
export const admissionRegistration: readonly KindDescriptor[] = [
  {
    ...shared,
    kind: 'ValidatingAdmissionPolicy',
    plural: 'validatingadmissionpolicies',
    validate: { v1: checkAdmissionPolicy },
  },
  {
    ...shared,
    kind: 'ValidatingAdmissionPolicyBinding',
    plural: 'validatingadmissionpolicybindings',
    validate: { v1: checkAdmissionBinding },
  },
];
