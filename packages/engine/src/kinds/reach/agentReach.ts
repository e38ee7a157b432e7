import { networkAgentsOf } from '../networkAgents';
import { backendNamespace } from './backendReach';
import type { ReachRule } from './ReachRule';

/** All namespaces where what a workload says of NetworkPolicies changes, else those of which routes lead to its own. */
export const agentReach: ReachRule = (object, view, other) =>
  saidBy(object) === saidBy(other)
    ? backendNamespace(object, view, other)
    : 'all';

function saidBy(object: Parameters<ReachRule>[2]): string {
  return JSON.stringify(object ? networkAgentsOf(object) : []);
}
