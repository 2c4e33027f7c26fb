-- Two roles that own nothing. Every connection of the running product starts as policylayer_app; only named system work
-- (sign-in, looking a token up, draining the audit stream) becomes policylayer_system, one transaction at a time.
DO $$ BEGIN
  CREATE ROLE policylayer_app NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ BEGIN
  CREATE ROLE policylayer_system NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT policylayer_app TO CURRENT_USER;
GRANT policylayer_system TO CURRENT_USER;
GRANT USAGE ON SCHEMA public TO policylayer_app, policylayer_system;

-- policylayer_app sees the rows of the organization named by app.organization_id, and none when it is unset.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['data_keys', 'teams', 'members', 'member_teams', 'invitations', 'servers', 'tools',
    'policies', 'policy_versions', 'grants', 'grant_bindings', 'api_keys', 'calls', 'admin_events', 'outbox'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY tenant ON %I TO policylayer_app
      USING (organization_id = current_setting(''app.organization_id'', true))
      WITH CHECK (organization_id = current_setting(''app.organization_id'', true))', tenant_table);
    EXECUTE format('CREATE POLICY system ON %I TO policylayer_system USING (true) WITH CHECK (true)', tenant_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO policylayer_system', tenant_table);
  END LOOP;

  FOREACH tenant_table IN ARRAY ARRAY['data_keys', 'teams', 'members', 'member_teams', 'invitations', 'servers', 'tools',
    'policies', 'grants', 'grant_bindings', 'api_keys'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO policylayer_app', tenant_table);
  END LOOP;
END $$;

-- What is written once is never changed by the product's own hand.
GRANT SELECT, INSERT ON policy_versions, admin_events TO policylayer_app;
GRANT SELECT ON calls TO policylayer_app;
GRANT SELECT, INSERT, UPDATE ON outbox TO policylayer_app;
GRANT USAGE ON SEQUENCE outbox_seq_seq TO policylayer_app, policylayer_system;

ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organizations TO policylayer_app
  USING (id = current_setting('app.organization_id', true)) WITH CHECK (id = current_setting('app.organization_id', true));
CREATE POLICY system ON organizations TO policylayer_system USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE ON organizations TO policylayer_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON organizations TO policylayer_system;

-- A person may belong to several organizations: sign-in is system work, and a tenant sees its members' names only.
DO $$
DECLARE
  sign_in_table text;
BEGIN
  FOREACH sign_in_table IN ARRAY ARRAY['users', 'accounts', 'sessions', 'verification_tokens', 'sign_in_attempts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', sign_in_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', sign_in_table);
    EXECUTE format('CREATE POLICY system ON %I TO policylayer_system USING (true) WITH CHECK (true)', sign_in_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO policylayer_system', sign_in_table);
  END LOOP;
END $$;
CREATE POLICY tenant ON users FOR SELECT TO policylayer_app USING (id IN (SELECT user_id FROM members));
GRANT SELECT (id, email, name, image, created_at) ON users TO policylayer_app;

GRANT EXECUTE ON FUNCTION ensure_call_partitions(integer) TO policylayer_system;
SELECT ensure_call_partitions(2);
