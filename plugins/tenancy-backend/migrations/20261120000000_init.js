/**
 * Pull and merge requests that wait, and leases of replicas.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('tenancy_proposals', table => {
    table.string('tenant', 253).notNullable();
    table.string('kind', 63).notNullable();
    table.string('name', 253).notNullable();
    table.text('url').notNullable();
    table.string('branch', 255);
    table.string('proposed_by', 255).notNullable();
    table
      .bigInteger('at')
      .notNullable()
      .comment('Milliseconds since the epoch');
    table
      .string('request_oid', 255)
      .comment(
        'Git id of the request file when it was proposed; null if there was none',
      );
    table.primary(['tenant', 'kind', 'name']);
  });
  await knex.schema.createTable('tenancy_leases', table => {
    table.string('name', 63).primary();
    table.string('holder', 63).notNullable();
    table
      .bigInteger('until')
      .notNullable()
      .comment('Milliseconds since the epoch');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('tenancy_leases');
  await knex.schema.dropTable('tenancy_proposals');
};
