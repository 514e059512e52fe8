-- What a real server has and the embedded database does not: migration 002-hnsw.
INSERT INTO public.picard_migrations VALUES (2, '002-hnsw', '2026-12-01 10:27:33.471262');
CREATE INDEX memories_hnsw ON public.memories USING hnsw (embedding public.halfvec_cosine_ops) WITH (m='24', ef_construction='128') WHERE ann;
