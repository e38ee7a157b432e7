import { AdmissionRule } from '../AdmissionRule';
import { celList } from '../cel';
import { sameBut } from './sameBut';

/**
 * Options of a single sync that weaken nothing, beside those that the Application itself has.
 *
 * @public
 */
export const harmlessSyncOptions: readonly string[] = [
  'ApplyOutOfSyncOnly=true',
  'PruneLast=true',
];

/**
 * Whoever started an operation from the portal is named with this in front, and so is nobody else.
 *
 * @public
 */
export const initiatorPrefix = 'groundwork/';

/**
 * Name of the note (`operation.info`) by which a second click is known.
 *
 * @public
 */
export const operationNote = 'groundwork';

const sync = 'object.operation.sync';

/** A guard that is true of everything but a new operation, which `holds` then has to be true of. */
function started(holds: readonly string[], guard = 'starts'): string {
  return `!variables.${guard} || (\n${holds.join(' &&\n')})`;
}

/**
 * What is changed of an Application: an operation is started where none is, with what a person may choose in the page of Argo CD,
 * or a running one is ended. The controller does what `operation` says without asking its project's sources: manifests and sources
 * of its own would be arbitrary deployment, and so would be the commit of a branch that nobody merged. A revision is therefore the one that
 * Argo CD compared, or one that it had deployed; without one it is what the Application follows.
 */
export const actedApplication: Required<
  Pick<AdmissionRule, 'variables' | 'validations'>
> = {
  variables: {
    starts:
      'variables.application && has(object.operation) && !has(oldObject.operation)',
    syncs: `variables.starts && has(${sync})`,
    compared:
      'has(oldObject.status) && has(oldObject.status.sync) ? oldObject.status.sync : {}',
    history:
      'has(oldObject.status) && has(oldObject.status.history) ? oldObject.status.history : []',
    automated: [
      'has(oldObject.spec.syncPolicy) && has(oldObject.spec.syncPolicy.automated) &&',
      '!(has(oldObject.spec.syncPolicy.automated.enabled) && oldObject.spec.syncPolicy.automated.enabled == false)',
    ].join('\n'),
    free: `!variables.automated || (has(${sync}.dryRun) && ${sync}.dryRun == true)`,
    options:
      'has(oldObject.spec.syncPolicy) && has(oldObject.spec.syncPolicy.syncOptions) ? oldObject.spec.syncPolicy.syncOptions : []',
    chosen: `has(${sync}.syncOptions) ? ${sync}.syncOptions : []`,
  },
  validations: [
    {
      expression: [
        '!variables.application || has(object.status) == has(oldObject.status) &&',
        '(!has(object.status) || object.status == oldObject.status || (',
        `${sameBut(
          'object.status',
          'oldObject.status',
          "k == 'operationState'",
        )} &&`,
        'has(object.status.operationState) && has(oldObject.status.operationState) &&',
        `${sameBut(
          'object.status.operationState',
          'oldObject.status.operationState',
          "k == 'phase'",
        )} &&`,
        "oldObject.status.operationState.phase == 'Running' && object.status.operationState.phase == 'Terminating'))",
      ].join('\n'),
      message:
        'In the status of an Application, the account that acts for teams may only change the phase of a running operation to Terminating.',
    },
    {
      expression: [
        '!variables.application || (has(oldObject.operation) ?',
        '  has(object.operation) && object.operation == oldObject.operation :',
        `  !has(object.operation) || (has(${sync}) && object.operation.all(k, k in ['info', 'initiatedBy', 'sync'])))`,
      ].join('\n'),
      message:
        'An operation must be a sync that names who asked for it, without retries, and no other operation may be waiting.',
    },
    {
      expression: started([
        'has(object.operation.initiatedBy)',
        "object.operation.initiatedBy.all(k, k == 'username')",
        'has(object.operation.initiatedBy.username)',
        `object.operation.initiatedBy.username.startsWith('${initiatorPrefix}')`,
        'size(object.operation.initiatedBy.username) <= 400',
      ]),
      message: `An operation of the portal must say so: initiatedBy.username must begin with ${initiatorPrefix}, and automated must not be set.`,
    },
    {
      expression: started([
        [
          '(!has(object.operation.info) || (size(object.operation.info) <= 1 &&',
          "object.operation.info.all(i, i.all(k, k in ['name', 'value']) && has(i.name) && has(i.value) &&",
          `i.name == '${operationNote}' && i.value.matches('^[-A-Za-z0-9]{1,64}$'))))`,
        ].join('\n'),
      ]),
      message:
        'An operation of the portal may only carry the note of the portal, which is a short word.',
    },
    {
      expression: started(
        [
          `${sync}.all(k, k in ${celList([
            'dryRun',
            'prune',
            'resources',
            'revision',
            'revisions',
            'syncOptions',
            'syncStrategy',
          ])})`,
        ],
        'syncs',
      ),
      message:
        'A sync must not bring manifests or sources of its own, or a count of attempts.',
    },
    {
      expression: started(
        [
          [
            `(!has(${sync}.revision) || ${sync}.revision == '' ||`,
            `  (has(variables.compared.revision) && variables.compared.revision == ${sync}.revision) ||`,
            `  (variables.free && variables.history.exists(h, has(h.revision) && h.revision == ${sync}.revision)))`,
          ].join('\n'),
          [
            `(!has(${sync}.revisions) || size(${sync}.revisions) == 0 ||`,
            `  (has(variables.compared.revisions) && variables.compared.revisions == ${sync}.revisions) ||`,
            `  (variables.free && variables.history.exists(h, has(h.revisions) && h.revisions == ${sync}.revisions)))`,
          ].join('\n'),
        ],
        'syncs',
      ),
      message:
        'A sync must be to the revision that Argo CD compared. If the Application does not sync automatically, it may also be to one that was deployed before.',
    },
    {
      expression: started(
        [
          `variables.chosen.all(o, o in variables.options || o in ${celList(
            harmlessSyncOptions,
          )})`,
          'variables.options.all(o, o in variables.chosen)',
        ],
        'syncs',
      ),
      message: `A sync has the options of its Application, and beside them ${harmlessSyncOptions.join(
        ' and ',
      )}.`,
    },
    {
      expression: started(
        [
          `(!has(${sync}.syncStrategy) || ${sync}.syncStrategy.all(k, k in ['apply', 'hook'] && ${sync}.syncStrategy[k].all(f, f == 'force')))`,
          `(!has(${sync}.resources) || ${sync}.resources.all(r, r.all(k, k in ['group', 'kind', 'name', 'namespace'])))`,
        ],
        'syncs',
      ),
      message:
        'A sync may only name objects by group, kind, name and namespace, and the strategies apply and hook, with or without force.',
    },
  ],
};
