/**
 * Replicas that share the reading of clusters: who reads which, and what the others follow.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('tenancy_kept_clusters', table => {
    table.bigInteger('version').notNullable().defaultTo(0);
    table.text('report').comment('JSON: what is wrong with the cluster');
  });
  await knex.schema.alterTable('tenancy_kept_parts', table => {
    table.bigInteger('version').notNullable().defaultTo(0);
    table.index(['cluster', 'version'], 'tenancy_kept_parts_version');
  });
  await knex.schema.createTable('tenancy_replicas', table => {
    table.string('id', 63).notNullable().primary();
    table
      .string('form', 63)
      .notNullable()
      .comment('In which form it keeps what it reads');
    table.bigInteger('beat').notNullable().comment('Grows while it lives');
    table
      .bigInteger('until')
      .notNullable()
      .comment('Milliseconds since the epoch, by its own clock');
    table
      .text('heard')
      .notNullable()
      .comment('JSON: how long ago it heard of each cluster it reads');
  });
  await knex.schema.createTable('tenancy_cluster_leases', table => {
    table.string('cluster', 253).notNullable().primary();
    table.string('holder', 63).notNullable();
    table.bigInteger('turn').notNullable().comment('Grows with each holder');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('tenancy_cluster_leases');
  await knex.schema.dropTable('tenancy_replicas');
  await knex.schema.alterTable('tenancy_kept_parts', table => {
    table.dropIndex(['cluster', 'version'], 'tenancy_kept_parts_version');
    table.dropColumn('version');
  });
  await knex.schema.alterTable('tenancy_kept_clusters', table => {
    table.dropColumn('report');
    table.dropColumn('version');
  });
};
