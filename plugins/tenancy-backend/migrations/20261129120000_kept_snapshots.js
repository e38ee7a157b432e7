/**
 * What was read of clusters, so that a portal that starts has something to show until it has read them again.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('tenancy_kept_clusters', table => {
    table.string('cluster', 253).notNullable().primary();
    table
      .text('kinds')
      .notNullable()
      .comment('JSON: of each kind its age, and of how many parts it is');
  });
  await knex.schema.createTable('tenancy_kept_parts', table => {
    table.string('cluster', 253).notNullable();
    table.string('kind', 320).notNullable().comment('Group and kind');
    table.integer('part').notNullable();
    table.string('hash', 63).notNullable().comment('Of which objects it holds');
    table.binary('body').notNullable().comment('JSON, a line each, deflated');
    table.primary(['cluster', 'kind', 'part'], 'tenancy_kept_parts_id');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('tenancy_kept_parts');
  await knex.schema.dropTable('tenancy_kept_clusters');
};
