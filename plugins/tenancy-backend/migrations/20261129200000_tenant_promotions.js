/**
 * Whose a branch is to which something is promoted, where each tenant has its own.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('tenancy_promotions', table => {
    table.string('tenant', 63).comment('Whose own branch it is');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('tenancy_promotions', table => {
    table.dropColumn('tenant');
  });
};
