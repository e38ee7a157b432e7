/**
 * What somebody is told of without looking, so that it is told once.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('tenancy_notices', table => {
    table.string('tenant', 253).notNullable();
    table.string('id', 63).notNullable().comment('Hash of the key');
    table
      .string('stage', 15)
      .notNullable()
      .comment('new, told, ending, or known of what is not told');
    table
      .bigInteger('since')
      .notNullable()
      .comment('Milliseconds since the epoch');
    table.text('body').notNullable().comment('The notice as JSON');
    table.primary(['tenant', 'id'], 'tenancy_notices_id');
    table.index(['stage', 'since'], 'tenancy_notices_due');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('tenancy_notices');
};
