import { component } from './lookObjects';

/** What `payments` owns, by configuration, and entities that mean it by the annotations that they have. */
export const payments = {
  owner: 'group:default/payments',
  namespaces: ['payments'],
  projects: ['payments'],
};
export const owners = { access: 'owners', owners: [payments] };
export const byNamespace = component('by-ns', {
  'backstage.io/kubernetes-namespace': 'payments',
});
export const byApp = component('by-app', { 'argocd/app-name': 'pay' });
export const byId = component('by-id', { 'backstage.io/kubernetes-id': 'pay' });
export const id = { 'backstage.io/kubernetes-id': 'pay' };
