/**
 * A proposal is its author's: one of each author for each request, bound to who owned the tenant.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.renameTable('tenancy_proposals', 'tenancy_proposals_old');
  await knex.schema.createTable('tenancy_proposals', table => {
    columns(table);
    table
      .string('tenant_owner', 255)
      .comment(
        'Entity reference of the tenant owner when it was proposed; null for a tenant that did not exist',
      );
    table.primary(
      ['tenant', 'kind', 'name', 'proposed_by'],
      'tenancy_proposals_by_author',
    );
    table.index(['proposed_by', 'at'], 'tenancy_proposals_author_at');
  });
  await move(knex, 'tenancy_proposals_old', 'tenancy_proposals');
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.renameTable('tenancy_proposals', 'tenancy_proposals_new');
  await knex.schema.createTable('tenancy_proposals', table => {
    columns(table);
    table.primary(['tenant', 'kind', 'name'], 'tenancy_proposals_by_request');
  });
  await move(knex, 'tenancy_proposals_new', 'tenancy_proposals');
};

function columns(table) {
  table.string('tenant', 253).notNullable();
  table.string('kind', 63).notNullable();
  table.string('name', 253).notNullable();
  table.text('url').notNullable();
  table.string('branch', 255);
  table.string('proposed_by', 255).notNullable();
  table.bigInteger('at').notNullable().comment('Milliseconds since the epoch');
  table
    .string('request_oid', 255)
    .comment(
      'Git id of the request file when it was proposed; null if there was none',
    );
}

/** Of several rows for one key the last one stays. */
async function move(knex, from, to) {
  const rows = await knex(from).orderBy('at', 'desc');
  const hasOwner = await knex.schema.hasColumn(to, 'tenant_owner');
  const seen = new Set();
  for (const { tenant_owner, ...row } of rows) {
    const key = JSON.stringify([
      row.tenant,
      row.kind,
      row.name,
      hasOwner ? row.proposed_by : '',
    ]);
    if (!seen.has(key)) {
      seen.add(key);
      await knex(to).insert(
        hasOwner ? { ...row, tenant_owner: tenant_owner ?? null } : row,
      );
    }
  }
  await knex.schema.dropTable(from);
}
