-- The addressees of a recommendation, ended ones too, are read with every page about it.
set local role heed_owner;
create index recommendation_addressee_of on app.recommendation_addressee (partnership_id, recommendation_id, id);
