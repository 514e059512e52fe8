/**
 * The memory server's HTTP interface, made out of its /openapi.json by `npm run generate:client`.
 */

export interface paths {
    readonly "/api/tools": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Call a tool
         * @description The same tools as over MCP: one request, one response. With `Accept: text/event-stream`, a tool that generates text streams it as server-sent events.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: {
                    /** @description A key of your choice, such as a UUID, that makes the call safe to repeat. Within 24 hours, the same key with the same body returns the first response if it was a success; with a different body, the call fails with `unprocessable`; while the first call is in progress, with `conflict` and `Retry-After`. It counts per user, client and operation. Calls that only read ignore it. */
                    readonly "Idempotency-Key"?: string;
                };
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": components["schemas"]["ToolCall"];
                };
            };
            readonly responses: {
                /** @description The output of the tool. */
                readonly 200: {
                    headers: {
                        /** @description `true` if this is the response of an earlier call with the same `Idempotency-Key`. */
                        readonly "Idempotency-Replayed"?: "true";
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "status": "success",
                         *       "data": {
                         *         "tags": [
                         *           {
                         *             "tag": "travel",
                         *             "count": 3
                         *           }
                         *         ]
                         *       }
                         *     }
                         */
                        readonly "application/json": components["schemas"]["ToolResult"];
                        /**
                         * @example event: text
                         *     data: {"text":"A window seat"}
                         *
                         *     event: text
                         *     data: {"text":" [m1]."}
                         *
                         *     event: result
                         *     data: {"status":"success","data":{"response":"A window seat [m1]."}}
                         */
                        readonly "text/event-stream": string;
                    };
                };
                readonly 400: components["responses"]["invalid_input"];
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 404: components["responses"]["not_found"];
                readonly 409: components["responses"]["conflict"];
                readonly 413: components["responses"]["payload_too_large"];
                readonly 415: components["responses"]["unsupported_media_type"];
                readonly 422: components["responses"]["unprocessable"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export memories as one file
         * @description Exports the caller’s own memories, oldest first. The file is streamed and has no size limit. If the export fails, the connection is closed before the file is complete. Requires the scope `memories:read`.
         */
        readonly get: {
            readonly parameters: {
                readonly query: {
                    readonly format: "json" | "jsonl" | "csv" | "markdown";
                    readonly permission?: "private" | "public" | "shared";
                    readonly tags?: readonly string[];
                    readonly any_tags?: readonly string[];
                    readonly without_tags?: readonly string[];
                    readonly category?: string;
                    readonly has_category?: boolean;
                    readonly created_after?: string;
                    readonly created_before?: string;
                    readonly expires_before?: string;
                    readonly has_expiry?: boolean;
                    readonly include_expired?: boolean;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The file in the requested format. */
                readonly 200: {
                    headers: {
                        /** @example attachment; filename="picard-memories-2030-01-31.json" */
                        readonly "Content-Disposition"?: string;
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": readonly Record<string, never>[];
                        readonly "application/x-ndjson": string;
                        readonly "text/csv": string;
                        readonly "text/markdown": string;
                    };
                };
                readonly 400: components["responses"]["invalid_input"];
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Import memories from a file
         * @description The body is the file itself. It is read as a stream and has no size limit. Batches that were written stay stored, and importing the same file again goes on where an import broke off. With `Accept: text/event-stream`, events named `progress` say how far it has come, before `result` or `error`. Needs the scope `memories:write`.
         */
        readonly post: {
            readonly parameters: {
                readonly query: {
                    readonly format: "json" | "jsonl" | "csv" | "markdown";
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": readonly Record<string, never>[];
                    readonly "application/x-ndjson": string;
                    readonly "text/csv": string;
                    readonly "text/markdown": string;
                };
            };
            readonly responses: {
                /** @description The result of the import. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "status": "success",
                         *       "data": {
                         *         "imported": 2,
                         *         "unchanged": 0,
                         *         "refused_count": 1,
                         *         "refused": [
                         *           {
                         *             "line": 3,
                         *             "code": "invalid_input",
                         *             "message": "text: must not be empty",
                         *             "field": "text"
                         *           }
                         *         ]
                         *       }
                         *     }
                         */
                        readonly "application/json": {
                            /** @constant */
                            readonly status: "success";
                            readonly data: components["schemas"]["ImportMemoriesOutput"];
                        };
                        /**
                         * @example event: progress
                         *     data: {"imported":500,"unchanged":0,"refused_count":0}
                         *
                         *     event: result
                         *     data: {"status":"success","data":{"imported":700,"unchanged":0,"refused_count":0,"refused":[]}}
                         */
                        readonly "text/event-stream": string;
                    };
                };
                readonly 400: components["responses"]["invalid_input"];
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 415: components["responses"]["unsupported_media_type"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users/me/activity": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get activity
         * @description List the actions performed on the user's behalf, newest first: time, client, network address, outcome and duration. Also returns the number of actions of each kind per UTC day, for the last 30 days unless `since` is given. Never includes the content of memories. Use it when the user asks who or what has used their memories.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly action?: string;
                    readonly since?: string;
                    readonly until?: string;
                    readonly limit?: number;
                    readonly cursor?: string;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description A page of the activity log. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @constant */
                            readonly status: "success";
                            readonly data: {
                                readonly entries: readonly ({
                                    /** Format: uuid */
                                    readonly id: string;
                                    /** Format: date-time */
                                    readonly at: string;
                                    /** @description The name of an operation, or an event such as `login`. */
                                    readonly action: string;
                                    /** @enum {string} */
                                    readonly outcome: "success" | "refused" | "failed";
                                    /** @description The error code, if the action was refused or failed. */
                                    readonly reason: string | null;
                                    readonly user_id: string | null;
                                    /** @description The OAuth client that made the request. */
                                    readonly client_id: string | null;
                                    /** @description The network address of the request. */
                                    readonly address: string | null;
                                    readonly duration_ms: number | null;
                                    /** @description Ids, scopes and counts that identify what the action affected. */
                                    readonly details: {
                                        readonly [key: string]: string | number | boolean;
                                    };
                                } & {
                                    readonly [key: string]: unknown;
                                })[];
                                /** @description Pass this as `cursor` to get the next page; null on the last page. */
                                readonly next_cursor: string | null;
                                readonly counts: readonly ({
                                    /**
                                     * Format: date
                                     * @description A UTC day.
                                     */
                                    readonly day: string;
                                    readonly action: string;
                                    readonly count: number;
                                } & {
                                    readonly [key: string]: unknown;
                                })[];
                            } & {
                                readonly [key: string]: unknown;
                            };
                        };
                    };
                };
                readonly 400: components["responses"]["invalid_input"];
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get your profile and settings */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The profile. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "success";
                            /** @description The caller's own profile. */
                            readonly data: {
                                /** Format: uuid */
                                readonly id: string;
                                /** @description null: a user without an account on this server. */
                                readonly username: string | null;
                                readonly name: string | null;
                                readonly bio: string | null;
                                readonly avatar_url: string | null;
                                readonly email: string | null;
                                readonly locale: string | null;
                                /** Format: date-time */
                                readonly created_at: string | null;
                                readonly settings: {
                                    /** @enum {string} */
                                    readonly default_permission: "private" | "public";
                                    readonly default_expiry_days: number | null;
                                    readonly persona_enabled: boolean;
                                    readonly discoverable: boolean;
                                } & {
                                    readonly [key: string]: unknown;
                                };
                            } & {
                                readonly [key: string]: unknown;
                            };
                        };
                    };
                };
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly put?: never;
        readonly post?: never;
        /**
         * Erase your account
         * @description Permanent. Every token ends, the encryption key of all texts is destroyed, and memories, shares, groups, personas, profile, grants and the account are removed. An administrator must be demoted first.
         */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "confirm": "ann"
                     *     }
                     */
                    readonly "application/json": {
                        /** @description Your username, to confirm; your user id if you have no username. */
                        readonly confirm: string;
                    };
                };
            };
            readonly responses: {
                /** @description The account was erased. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "success";
                            readonly data: {
                                /** @enum {boolean} */
                                readonly erased: true;
                                /** Format: uuid */
                                readonly user_id: string;
                            };
                        };
                    };
                };
                readonly 400: components["responses"]["invalid_input"];
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 409: components["responses"]["conflict"];
                readonly 413: components["responses"]["payload_too_large"];
                readonly 415: components["responses"]["unsupported_media_type"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly options?: never;
        readonly head?: never;
        /**
         * Change your profile and settings
         * @description Omitted fields stay unchanged; null clears a field.
         */
        readonly patch: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: {
                    /** @description A key of your choice, such as a UUID, that makes the call safe to repeat. Within 24 hours, the same key with the same body returns the first response if it was a success; with a different body, the call fails with `unprocessable`; while the first call is in progress, with `conflict` and `Retry-After`. It counts per user, client and operation. Calls that only read ignore it. */
                    readonly "Idempotency-Key"?: string;
                };
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @description Your display name. null clears it. */
                        readonly name?: string | null;
                        /** @description A few words about yourself. */
                        readonly bio?: string | null;
                        /** @description HTTPS URL of your picture. */
                        readonly avatar_url?: string | null;
                        /** @description Your preferred language: a BCP 47 tag such as en or pt-BR. */
                        readonly locale?: string | null;
                        readonly settings?: {
                            /**
                             * @description Permission of new memories that are submitted without one.
                             * @enum {string}
                             */
                            readonly default_permission?: "private" | "public";
                            /** @description The number of days after which new memories expire that are submitted without an expiry; null: never. */
                            readonly default_expiry_days?: number | null;
                            /** @description Whether other users may ask your personas. */
                            readonly persona_enabled?: boolean;
                            /** @description Whether other users can find you by your username and read your profile. */
                            readonly discoverable?: boolean;
                        };
                    };
                };
            };
            readonly responses: {
                /** @description The changed profile. */
                readonly 200: {
                    headers: {
                        /** @description `true` if this is the response of an earlier call with the same `Idempotency-Key`. */
                        readonly "Idempotency-Replayed"?: "true";
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "success";
                            /** @description The caller's own profile. */
                            readonly data: {
                                /** Format: uuid */
                                readonly id: string;
                                /** @description null: a user without an account on this server. */
                                readonly username: string | null;
                                readonly name: string | null;
                                readonly bio: string | null;
                                readonly avatar_url: string | null;
                                readonly email: string | null;
                                readonly locale: string | null;
                                /** Format: date-time */
                                readonly created_at: string | null;
                                readonly settings: {
                                    /** @enum {string} */
                                    readonly default_permission: "private" | "public";
                                    readonly default_expiry_days: number | null;
                                    readonly persona_enabled: boolean;
                                    readonly discoverable: boolean;
                                } & {
                                    readonly [key: string]: unknown;
                                };
                            } & {
                                readonly [key: string]: unknown;
                            };
                        };
                    };
                };
                readonly 400: components["responses"]["invalid_input"];
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 409: components["responses"]["conflict"];
                readonly 413: components["responses"]["payload_too_large"];
                readonly 415: components["responses"]["unsupported_media_type"];
                readonly 422: components["responses"]["unprocessable"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly trace?: never;
    };
    readonly "/api/users/me/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Download everything stored about you as a ZIP archive
         * @description `profile.json`, `memories.jsonl` (expired ones too), `deleted.jsonl` (the trash), `groups.json`, `personas.json`, `grants.json`, `activity.jsonl`; at most 4 GiB.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The archive, as a stream. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/zip": string;
                    };
                };
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Check whether the process is running */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "ok";
                        };
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Check whether the server is ready */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OK. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "ok";
                        };
                    };
                };
                /** @description The database is not responding. */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "unavailable";
                        };
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get this document as OpenAPI 3.1 */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The document. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": Record<string, never>;
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/docs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** API documentation (Swagger UI) */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description A page with Swagger UI. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "text/html": string;
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/mcp": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The messages of a session (stateful mode, 2025-era clients) */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description A stream of messages. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "text/event-stream": string;
                    };
                };
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                /** @description The server does not support sessions. */
                readonly 405: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly put?: never;
        /**
         * MCP over Streamable HTTP
         * @description One JSON-RPC message; revisions 2026-07-28 and 2025-era. See https://modelcontextprotocol.io.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @constant */
                        readonly jsonrpc: "2.0";
                    };
                };
            };
            readonly responses: {
                /** @description One response, or a stream of messages that ends with the response. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @constant */
                            readonly jsonrpc: "2.0";
                        };
                        readonly "text/event-stream": string;
                    };
                };
                /** @description The notification was accepted. */
                readonly 202: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                readonly 400: components["responses"]["invalid_input"];
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 413: components["responses"]["payload_too_large"];
                readonly 415: components["responses"]["unsupported_media_type"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        /** End a session (stateful mode, 2025-era clients) */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The session has ended. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                /** @description The server does not support sessions. */
                readonly 405: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/.well-known/oauth-authorization-server": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get the authorization server metadata (RFC 8414) */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The document. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "issuer": "https://picard.example",
                         *       "authorization_endpoint": "https://picard.example/authorize",
                         *       "token_endpoint": "https://picard.example/token",
                         *       "registration_endpoint": "https://picard.example/register",
                         *       "revocation_endpoint": "https://picard.example/revoke",
                         *       "introspection_endpoint": "https://picard.example/introspect",
                         *       "jwks_uri": "https://picard.example/.well-known/jwks.json",
                         *       "scopes_supported": [
                         *         "memories:read",
                         *         "memories:write"
                         *       ],
                         *       "response_types_supported": [
                         *         "code"
                         *       ],
                         *       "response_modes_supported": [
                         *         "query"
                         *       ],
                         *       "grant_types_supported": [
                         *         "authorization_code",
                         *         "refresh_token"
                         *       ],
                         *       "code_challenge_methods_supported": [
                         *         "S256"
                         *       ],
                         *       "token_endpoint_auth_methods_supported": [
                         *         "none",
                         *         "client_secret_basic",
                         *         "client_secret_post"
                         *       ],
                         *       "revocation_endpoint_auth_methods_supported": [
                         *         "none",
                         *         "client_secret_basic",
                         *         "client_secret_post"
                         *       ],
                         *       "introspection_endpoint_auth_methods_supported": [
                         *         "client_secret_basic",
                         *         "client_secret_post"
                         *       ],
                         *       "authorization_response_iss_parameter_supported": true,
                         *       "client_id_metadata_document_supported": true,
                         *       "protected_resources": [
                         *         "https://picard.example/mcp"
                         *       ]
                         *     }
                         */
                        readonly "application/json": Record<string, never>;
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/.well-known/oauth-authorization-server/mcp": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get the authorization server metadata (RFC 8414) */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The document. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "issuer": "https://picard.example",
                         *       "authorization_endpoint": "https://picard.example/authorize",
                         *       "token_endpoint": "https://picard.example/token",
                         *       "registration_endpoint": "https://picard.example/register",
                         *       "revocation_endpoint": "https://picard.example/revoke",
                         *       "introspection_endpoint": "https://picard.example/introspect",
                         *       "jwks_uri": "https://picard.example/.well-known/jwks.json",
                         *       "scopes_supported": [
                         *         "memories:read",
                         *         "memories:write"
                         *       ],
                         *       "response_types_supported": [
                         *         "code"
                         *       ],
                         *       "response_modes_supported": [
                         *         "query"
                         *       ],
                         *       "grant_types_supported": [
                         *         "authorization_code",
                         *         "refresh_token"
                         *       ],
                         *       "code_challenge_methods_supported": [
                         *         "S256"
                         *       ],
                         *       "token_endpoint_auth_methods_supported": [
                         *         "none",
                         *         "client_secret_basic",
                         *         "client_secret_post"
                         *       ],
                         *       "revocation_endpoint_auth_methods_supported": [
                         *         "none",
                         *         "client_secret_basic",
                         *         "client_secret_post"
                         *       ],
                         *       "introspection_endpoint_auth_methods_supported": [
                         *         "client_secret_basic",
                         *         "client_secret_post"
                         *       ],
                         *       "authorization_response_iss_parameter_supported": true,
                         *       "client_id_metadata_document_supported": true,
                         *       "protected_resources": [
                         *         "https://picard.example/mcp"
                         *       ]
                         *     }
                         */
                        readonly "application/json": Record<string, never>;
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/.well-known/oauth-protected-resource": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get the protected resource metadata (RFC 9728) */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The document. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "resource": "https://picard.example/mcp",
                         *       "authorization_servers": [
                         *         "https://picard.example"
                         *       ],
                         *       "scopes_supported": [
                         *         "memories:read",
                         *         "memories:write"
                         *       ],
                         *       "bearer_methods_supported": [
                         *         "header"
                         *       ],
                         *       "resource_name": "Picard"
                         *     }
                         */
                        readonly "application/json": Record<string, never>;
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/.well-known/oauth-protected-resource/mcp": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get the protected resource metadata (RFC 9728) */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The document. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "resource": "https://picard.example/mcp",
                         *       "authorization_servers": [
                         *         "https://picard.example"
                         *       ],
                         *       "scopes_supported": [
                         *         "memories:read",
                         *         "memories:write"
                         *       ],
                         *       "bearer_methods_supported": [
                         *         "header"
                         *       ],
                         *       "resource_name": "Picard"
                         *     }
                         */
                        readonly "application/json": Record<string, never>;
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/.well-known/jwks.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get the public keys for verifying access tokens (RFC 7517) */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The document. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "keys": [
                         *         {
                         *           "kty": "EC",
                         *           "crv": "P-256",
                         *           "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
                         *           "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
                         *           "use": "sig",
                         *           "alg": "ES256",
                         *           "kid": "1"
                         *         }
                         *       ]
                         *     }
                         */
                        readonly "application/jwk-set+json": Record<string, never>;
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/token": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Redeem a code or refresh a token
         * @description RFC 6749 section 3.2. A code is redeemed once, within minutes, with its PKCE verifier. A refresh token is replaced at each use; using one twice revokes the whole grant.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/x-www-form-urlencoded": {
                        /** @enum {string} */
                        readonly grant_type: "authorization_code" | "refresh_token";
                        /** @description The authorization code that `/authorize` returned. */
                        readonly code?: string;
                        /** @description The PKCE verifier of the `code_challenge` (RFC 7636). */
                        readonly code_verifier?: string;
                        /** @description If given, it must match the one of the authorization request. */
                        readonly redirect_uri?: string;
                        readonly refresh_token?: string;
                        /** @description Space-separated scopes, to narrow the access token of a refresh. */
                        readonly scope?: string;
                        /** @description RFC 8707: this server's resource. */
                        readonly resource?: string;
                        /**
                         * @description Id of the client, unless it authenticates by HTTP Basic.
                         * @example 0b6ad5f3-3f4c-4f0e-9d67-6d0a1f6f2b11
                         */
                        readonly client_id?: string;
                        /** @description Secret of a confidential client that registered `client_secret_post`. */
                        readonly client_secret?: string;
                    };
                };
            };
            readonly responses: {
                /** @description Tokens. `Cache-Control: no-store`. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "access_token": "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9…",
                         *       "token_type": "Bearer",
                         *       "expires_in": 3600,
                         *       "refresh_token": "pY8rT2vKx0sD5gHnB3mQwZ1cL7fJ4eUaXi6oRtSbVdE",
                         *       "scope": "memories:read memories:write"
                         *     }
                         */
                        readonly "application/json": {
                            /** @description A JWT (RFC 9068). */
                            readonly access_token: string;
                            /** @enum {string} */
                            readonly token_type: "Bearer";
                            /** @description Seconds. */
                            readonly expires_in: number;
                            /** @description Valid for one use. */
                            readonly refresh_token: string;
                            readonly scope: string;
                        };
                    };
                };
                /** @description The request, or the code or token in it, is not good. */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "error": "invalid_grant",
                         *       "error_description": "The request, or the code or token in it, is not good."
                         *     }
                         */
                        readonly "application/json": components["schemas"]["OAuthError"];
                    };
                };
                /** @description The client is unknown or inactive, or its secret is wrong. */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "error": "invalid_client",
                         *       "error_description": "The client is unknown or inactive, or its secret is wrong."
                         *     }
                         */
                        readonly "application/json": components["schemas"]["OAuthError"];
                    };
                };
                /** @description Too many failures. `Retry-After` gives the number of seconds to wait. */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "error": "temporarily_unavailable",
                         *       "error_description": "Too many failures. `Retry-After` gives the number of seconds to wait."
                         *     }
                         */
                        readonly "application/json": components["schemas"]["OAuthError"];
                    };
                };
                /** @description Not possible right now. */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "error": "temporarily_unavailable",
                         *       "error_description": "Not possible right now."
                         *     }
                         */
                        readonly "application/json": components["schemas"]["OAuthError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Revoke a token (RFC 7009)
         * @description RFC 7009. A refresh token ends with everything that was issued under its grant, an access token alone. Another client's token, or one that is no longer good, is left as it is, with the same answer.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "token": "oVq3hWm5bQ9w4nJb7Rk1sYt8uZx2cVfGhJkLpQwErTy",
                     *       "client_id": "0b6ad5f3-3f4c-4f0e-9d67-6d0a1f6f2b11"
                     *     }
                     */
                    readonly "application/x-www-form-urlencoded": {
                        /** @description An access token or a refresh token. */
                        readonly token: string;
                        /**
                         * @description Optional and ignored.
                         * @example refresh_token
                         */
                        readonly token_type_hint?: string;
                        /**
                         * @description Id of the client, unless it authenticates by HTTP Basic.
                         * @example 0b6ad5f3-3f4c-4f0e-9d67-6d0a1f6f2b11
                         */
                        readonly client_id?: string;
                        /** @description Secret of a confidential client that registered `client_secret_post`. */
                        readonly client_secret?: string;
                    };
                };
            };
            readonly responses: {
                /** @description The token is invalid now, or belongs to another client. No content. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The parameter token is missing. */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "error": "invalid_request",
                         *       "error_description": "The parameter token is missing."
                         *     }
                         */
                        readonly "application/json": components["schemas"]["OAuthError"];
                    };
                };
                /** @description The client is unknown or inactive, or its secret is wrong. */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "error": "invalid_client",
                         *       "error_description": "The client is unknown or inactive, or its secret is wrong."
                         *     }
                         */
                        readonly "application/json": components["schemas"]["OAuthError"];
                    };
                };
                /** @description Too many failures. `Retry-After` gives the number of seconds to wait. */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "error": "temporarily_unavailable",
                         *       "error_description": "Too many failures. `Retry-After` gives the number of seconds to wait."
                         *     }
                         */
                        readonly "application/json": components["schemas"]["OAuthError"];
                    };
                };
                /** @description Not possible right now. */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "error": "temporarily_unavailable",
                         *       "error_description": "Not possible right now."
                         *     }
                         */
                        readonly "application/json": components["schemas"]["OAuthError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/introspect": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Introspect a token (RFC 7662)
         * @description RFC 7662, for clients with a secret. Those that an administrator registered are told of every access token for this resource, others of their own tokens. Everything else is inactive.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "token": "oVq3hWm5bQ9w4nJb7Rk1sYt8uZx2cVfGhJkLpQwErTy",
                     *       "client_id": "0b6ad5f3-3f4c-4f0e-9d67-6d0a1f6f2b11"
                     *     }
                     */
                    readonly "application/x-www-form-urlencoded": {
                        /** @description An access token or a refresh token. */
                        readonly token: string;
                        /**
                         * @description Optional and ignored.
                         * @example refresh_token
                         */
                        readonly token_type_hint?: string;
                        /**
                         * @description Id of the client, unless it authenticates by HTTP Basic.
                         * @example 0b6ad5f3-3f4c-4f0e-9d67-6d0a1f6f2b11
                         */
                        readonly client_id?: string;
                        /** @description Secret of a confidential client that registered `client_secret_post`. */
                        readonly client_secret?: string;
                    };
                };
            };
            readonly responses: {
                /** @description The state of the token. Only `active` if it is false. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly active: boolean;
                            readonly scope?: string;
                            readonly client_id?: string;
                            readonly username?: string;
                            /**
                             * @description Only for access tokens.
                             * @enum {string}
                             */
                            readonly token_type?: "Bearer";
                            /** @description Seconds since the epoch. */
                            readonly exp?: number;
                            readonly iat?: number;
                            /** @description Id of the user. */
                            readonly sub?: string;
                            readonly aud?: string;
                            readonly iss?: string;
                            readonly jti?: string;
                        };
                    };
                };
                /** @description The parameter token is missing. */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "error": "invalid_request",
                         *       "error_description": "The parameter token is missing."
                         *     }
                         */
                        readonly "application/json": components["schemas"]["OAuthError"];
                    };
                };
                /** @description The client is unknown or inactive, or its secret is wrong. */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "error": "invalid_client",
                         *       "error_description": "The client is unknown or inactive, or its secret is wrong."
                         *     }
                         */
                        readonly "application/json": components["schemas"]["OAuthError"];
                    };
                };
                /** @description Too many failures. `Retry-After` gives the number of seconds to wait. */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "error": "temporarily_unavailable",
                         *       "error_description": "Too many failures. `Retry-After` gives the number of seconds to wait."
                         *     }
                         */
                        readonly "application/json": components["schemas"]["OAuthError"];
                    };
                };
                /** @description Not possible right now. */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "error": "temporarily_unavailable",
                         *       "error_description": "Not possible right now."
                         *     }
                         */
                        readonly "application/json": components["schemas"]["OAuthError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/register": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Register a client
         * @description Dynamic Client Registration (RFC 7591). Unknown members are ignored. Clients that are not used for 90 days are removed.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "client_name": "Notebook",
                     *       "redirect_uris": [
                     *         "http://127.0.0.1/callback"
                     *       ],
                     *       "token_endpoint_auth_method": "none",
                     *       "scope": "memories:read memories:write"
                     *     }
                     */
                    readonly "application/json": {
                        /** @description https URIs, http URIs on loopback hosts (any port), or a private-use URI scheme. */
                        readonly redirect_uris: readonly string[];
                        /**
                         * @description Default: a confidential client that may send its secret in either way.
                         * @enum {string}
                         */
                        readonly token_endpoint_auth_method?: "none" | "client_secret_basic" | "client_secret_post";
                        /** @description Shown to users on the consent page. */
                        readonly client_name?: string;
                        /** @description The scopes that the client may request, among `memories:read` and `memories:write`. */
                        readonly scope?: string;
                        readonly grant_types?: readonly string[];
                        readonly response_types?: readonly string[];
                        readonly client_uri?: string;
                        readonly logo_uri?: string;
                        readonly policy_uri?: string;
                        readonly tos_uri?: string;
                        readonly contacts?: readonly string[];
                        readonly software_id?: string;
                        readonly software_version?: string;
                        readonly application_type?: string;
                    } & {
                        readonly [key: string]: unknown;
                    };
                };
            };
            readonly responses: {
                /** @description The registered client. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "client_id": "9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10",
                         *       "client_id_issued_at": 1893456000,
                         *       "client_name": "Notebook",
                         *       "redirect_uris": [
                         *         "http://127.0.0.1/callback"
                         *       ],
                         *       "token_endpoint_auth_method": "none",
                         *       "scope": "memories:read memories:write",
                         *       "grant_types": [
                         *         "authorization_code",
                         *         "refresh_token"
                         *       ],
                         *       "response_types": [
                         *         "code"
                         *       ]
                         *     }
                         */
                        readonly "application/json": {
                            /** @description https URIs, http URIs on loopback hosts (any port), or a private-use URI scheme. */
                            readonly redirect_uris: readonly string[];
                            /**
                             * @description Default: a confidential client that may send its secret in either way.
                             * @enum {string}
                             */
                            readonly token_endpoint_auth_method?: "none" | "client_secret_basic" | "client_secret_post";
                            /** @description Shown to users on the consent page. */
                            readonly client_name?: string;
                            /** @description The scopes that the client may request, among `memories:read` and `memories:write`. */
                            readonly scope?: string;
                            readonly grant_types?: readonly string[];
                            readonly response_types?: readonly string[];
                            readonly client_uri?: string;
                            readonly logo_uri?: string;
                            readonly policy_uri?: string;
                            readonly tos_uri?: string;
                            readonly contacts?: readonly string[];
                            readonly software_id?: string;
                            readonly software_version?: string;
                            readonly application_type?: string;
                            /** Format: uuid */
                            readonly client_id: string;
                            /** @description Seconds since the epoch. */
                            readonly client_id_issued_at: number;
                            /** @description For confidential clients. Shown only once. */
                            readonly client_secret?: string;
                            /** @description 0: never. */
                            readonly client_secret_expires_at?: number;
                        } & {
                            readonly [key: string]: unknown;
                        };
                    };
                };
                /** @description The metadata is invalid; the description names the member. */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "error": "invalid_redirect_uri",
                         *       "error_description": "redirect_uris[0]: must not have a fragment"
                         *     }
                         */
                        readonly "application/json": {
                            readonly error: string;
                            readonly error_description: string;
                        };
                    };
                };
                /** @description Clients cannot register themselves on this server. */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "error": "access_denied",
                         *       "error_description": "Clients cannot register themselves on this server. An administrator must register them."
                         *     }
                         */
                        readonly "application/json": {
                            readonly error: string;
                            readonly error_description: string;
                        };
                    };
                };
                /** @description Too many registrations. `Retry-After` gives the number of seconds to wait. */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "error": "temporarily_unavailable",
                         *       "error_description": "Too many attempts. Try again later."
                         *     }
                         */
                        readonly "application/json": {
                            readonly error: string;
                            readonly error_description: string;
                        };
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/user-tokens/user-token": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Get tokens for a user of the client (direct connect)
         * @description For products whose users have no account here. A client with a secret, registered by an administrator and allowed to, names a user of its own and gets tokens for them. Such users live in the realm of the client: users of other realms with the same name or email address are not affected.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "client_id": "0b6ad5f3-3f4c-4f0e-9d67-6d0a1f6f2b11",
                     *       "client_secret": "the secret of the client",
                     *       "username": "maria",
                     *       "email": "maria@example.org"
                     *     }
                     */
                    readonly "application/json": {
                        readonly client_id: string;
                        readonly client_secret: string;
                        /**
                         * @description The username in the client. Compared without regard to case.
                         * @example maria
                         */
                        readonly username: string;
                        /** @example maria@example.org */
                        readonly email: string;
                        /**
                         * @description Whether to create a user that the client has not asserted before.
                         * @default true
                         */
                        readonly create_if_missing?: boolean;
                        /**
                         * @description Space-separated scopes. Default: the default scopes of clients.
                         * @example memories:read memories:write
                         */
                        readonly scope?: string;
                    };
                };
            };
            readonly responses: {
                /** @description Tokens of the user. `Cache-Control: no-store`. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "access_token": "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9…",
                         *       "token_type": "Bearer",
                         *       "expires_in": 3600,
                         *       "refresh_token": "pY8rT2vKx0sD5gHnB3mQwZ1cL7fJ4eUaXi6oRtSbVdE",
                         *       "scope": "memories:read memories:write",
                         *       "user_id": "8c1f7a52-4f0b-4d3a-9c55-1f0d2f0f6f7e"
                         *     }
                         */
                        readonly "application/json": {
                            readonly access_token: string;
                            /** @enum {string} */
                            readonly token_type: "Bearer";
                            /** @description Seconds. */
                            readonly expires_in: number;
                            /** @description For `/token`. Valid for one use. */
                            readonly refresh_token: string;
                            readonly scope: string;
                            /** Format: uuid */
                            readonly user_id: string;
                        };
                    };
                };
                readonly 400: components["responses"]["invalid_input"];
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 404: components["responses"]["not_found"];
                readonly 413: components["responses"]["payload_too_large"];
                readonly 415: components["responses"]["unsupported_media_type"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users/me/sign-out": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign out everywhere
         * @description Immediately ends every grant, token and browser session of the caller on every instance, including this token. Requires the scope `memories:write`.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "success";
                            readonly data: {
                                /** @enum {boolean} */
                                readonly signed_out: true;
                            };
                        };
                    };
                };
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users/register": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create a local account
         * @description Open to everyone unless the operator has disabled it. Rate limited.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @example ann */
                        readonly username: string;
                        /**
                         * Format: email
                         * @example ann@example.com
                         */
                        readonly email: string;
                        /**
                         * Format: password
                         * @example correct horse battery
                         */
                        readonly password: string;
                    };
                };
            };
            readonly responses: {
                /** @description The account. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "success";
                            /**
                             * @example {
                             *       "id": "6f1c1c5e-6f0a-4a5f-9d2b-0f7c8f1d2e3a",
                             *       "username": "ann",
                             *       "email": "ann@example.com",
                             *       "name": "ann",
                             *       "created_at": "2030-01-31T12:00:00.000Z"
                             *     }
                             */
                            readonly data: {
                                /** Format: uuid */
                                readonly id: string;
                                readonly username: string;
                                readonly email: string;
                                /** @description The name shown on pages. */
                                readonly name: string;
                                /** Format: date-time */
                                readonly created_at: string;
                            };
                        };
                    };
                };
                readonly 400: components["responses"]["invalid_input"];
                /** @description Accounts cannot be created here (`permission_denied`). */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Error"];
                    };
                };
                readonly 409: components["responses"]["conflict"];
                readonly 413: components["responses"]["payload_too_large"];
                readonly 415: components["responses"]["unsupported_media_type"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users/me/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Change your password
         * @description Changes the password of a local account, with a token of any scope. Ends all browser sessions; the grants of clients stay valid.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** Format: password */
                        readonly current_password: string;
                        /**
                         * Format: password
                         * @example correct horse battery
                         */
                        readonly new_password: string;
                    };
                };
            };
            readonly responses: {
                /** @description The account. Its password was changed. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "success";
                            /**
                             * @example {
                             *       "id": "6f1c1c5e-6f0a-4a5f-9d2b-0f7c8f1d2e3a",
                             *       "username": "ann",
                             *       "email": "ann@example.com",
                             *       "name": "ann",
                             *       "created_at": "2030-01-31T12:00:00.000Z"
                             *     }
                             */
                            readonly data: {
                                /** Format: uuid */
                                readonly id: string;
                                readonly username: string;
                                readonly email: string;
                                /** @description The name shown on pages. */
                                readonly name: string;
                                /** Format: date-time */
                                readonly created_at: string;
                            };
                        };
                    };
                };
                readonly 400: components["responses"]["invalid_input"];
                readonly 401: components["responses"]["unauthenticated"];
                /** @description The user has no password here (`permission_denied`). */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["Error"];
                    };
                };
                readonly 413: components["responses"]["payload_too_large"];
                readonly 415: components["responses"]["unsupported_media_type"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/clients/register": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Register a client */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "client_name": "Notebook",
                     *       "redirect_uris": [
                     *         "https://notebook.example/callback"
                     *       ],
                     *       "scopes": [
                     *         "memories:read",
                     *         "memories:write"
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly client_name: string;
                        /** @description https URIs, http URIs on loopback hosts (any port), or a private-use URI scheme. May be empty for clients that use only direct connect. */
                        readonly redirect_uris: readonly string[];
                        /** @description The scopes that it may be granted. */
                        readonly scopes: readonly ("memories:read" | "memories:write" | "memories:admin")[];
                        /**
                         * @description Whether it has a secret. Cannot be changed.
                         * @default true
                         */
                        readonly is_confidential?: boolean;
                        /** @description Whether it may assert users. Only for confidential clients that an administrator registered. */
                        readonly allow_direct_connect?: boolean;
                        /** @description Name of the realm of the users that it asserts; null: a realm of its own. */
                        readonly realm?: string | null;
                        /**
                         * @description If absent or null, a confidential client may send its secret in either way.
                         * @enum {string|null}
                         */
                        readonly token_endpoint_auth_method?: "none" | "client_secret_basic" | "client_secret_post" | null;
                    };
                };
            };
            readonly responses: {
                /** @description The client, with its secret. */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "client_id": "9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10",
                         *       "client_name": "Notebook",
                         *       "redirect_uris": [
                         *         "https://notebook.example/callback"
                         *       ],
                         *       "scopes": [
                         *         "memories:read",
                         *         "memories:write"
                         *       ],
                         *       "is_confidential": true,
                         *       "token_endpoint_auth_method": "client_secret_basic",
                         *       "token_endpoint_auth_methods": [
                         *         "client_secret_basic",
                         *         "client_secret_post"
                         *       ],
                         *       "allow_direct_connect": true,
                         *       "realm": "9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10",
                         *       "is_active": true,
                         *       "registered_by": "administrator",
                         *       "client_uri": null,
                         *       "logo_uri": null,
                         *       "policy_uri": null,
                         *       "tos_uri": null,
                         *       "contacts": [],
                         *       "software_id": null,
                         *       "software_version": null,
                         *       "application_type": null,
                         *       "created_at": "2030-01-31T12:00:00.000Z",
                         *       "updated_at": "2030-01-31T12:00:00.000Z",
                         *       "client_secret": "l1rYw8bHqX0m3b2mR7oY1s0cO6p2m9n4Qy3d5u7v9wA"
                         *     }
                         */
                        readonly "application/json": {
                            /** Format: uuid */
                            readonly client_id: string;
                            readonly client_name: string;
                            readonly redirect_uris: readonly string[];
                            /** @description The scopes that it may be granted. */
                            readonly scopes: readonly ("memories:read" | "memories:write" | "memories:admin")[];
                            /** @description Whether it has a secret. */
                            readonly is_confidential: boolean;
                            /** @enum {string} */
                            readonly token_endpoint_auth_method: "none" | "client_secret_basic" | "client_secret_post";
                            /** @description All methods that it may use, the default first. */
                            readonly token_endpoint_auth_methods: readonly ("none" | "client_secret_basic" | "client_secret_post")[];
                            /** @description Whether it may assert users. */
                            readonly allow_direct_connect: boolean;
                            /** @description The realm of the users that it asserts. */
                            readonly realm: string;
                            readonly is_active: boolean;
                            /** @enum {string} */
                            readonly registered_by: "administrator" | "client";
                            readonly client_uri: string | null;
                            readonly logo_uri: string | null;
                            readonly policy_uri: string | null;
                            readonly tos_uri: string | null;
                            readonly contacts: readonly string[];
                            readonly software_id: string | null;
                            readonly software_version: string | null;
                            /** @enum {string|null} */
                            readonly application_type: "native" | "web" | null;
                            /** Format: date-time */
                            readonly created_at: string;
                            /** Format: date-time */
                            readonly updated_at: string;
                            /** @description Shown only once. Absent for public clients. */
                            readonly client_secret?: string;
                        };
                    };
                };
                readonly 400: components["responses"]["invalid_input"];
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 413: components["responses"]["payload_too_large"];
                readonly 415: components["responses"]["unsupported_media_type"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/clients": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the registered clients
         * @description Lists all clients, oldest first, including those that registered themselves.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly limit?: number;
                    /** @description The `next_cursor` of the previous page. */
                    readonly cursor?: string;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description A page of clients. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "clients": [
                         *         {
                         *           "client_id": "9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10",
                         *           "client_name": "Notebook",
                         *           "redirect_uris": [
                         *             "https://notebook.example/callback"
                         *           ],
                         *           "scopes": [
                         *             "memories:read",
                         *             "memories:write"
                         *           ],
                         *           "is_confidential": true,
                         *           "token_endpoint_auth_method": "client_secret_basic",
                         *           "token_endpoint_auth_methods": [
                         *             "client_secret_basic",
                         *             "client_secret_post"
                         *           ],
                         *           "allow_direct_connect": true,
                         *           "realm": "9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10",
                         *           "is_active": true,
                         *           "registered_by": "administrator",
                         *           "client_uri": null,
                         *           "logo_uri": null,
                         *           "policy_uri": null,
                         *           "tos_uri": null,
                         *           "contacts": [],
                         *           "software_id": null,
                         *           "software_version": null,
                         *           "application_type": null,
                         *           "created_at": "2030-01-31T12:00:00.000Z",
                         *           "updated_at": "2030-01-31T12:00:00.000Z"
                         *         }
                         *       ],
                         *       "next_cursor": null
                         *     }
                         */
                        readonly "application/json": {
                            readonly clients: readonly {
                                /** Format: uuid */
                                readonly client_id: string;
                                readonly client_name: string;
                                readonly redirect_uris: readonly string[];
                                /** @description The scopes that it may be granted. */
                                readonly scopes: readonly ("memories:read" | "memories:write" | "memories:admin")[];
                                /** @description Whether it has a secret. */
                                readonly is_confidential: boolean;
                                /** @enum {string} */
                                readonly token_endpoint_auth_method: "none" | "client_secret_basic" | "client_secret_post";
                                /** @description All methods that it may use, the default first. */
                                readonly token_endpoint_auth_methods: readonly ("none" | "client_secret_basic" | "client_secret_post")[];
                                /** @description Whether it may assert users. */
                                readonly allow_direct_connect: boolean;
                                /** @description The realm of the users that it asserts. */
                                readonly realm: string;
                                readonly is_active: boolean;
                                /** @enum {string} */
                                readonly registered_by: "administrator" | "client";
                                readonly client_uri: string | null;
                                readonly logo_uri: string | null;
                                readonly policy_uri: string | null;
                                readonly tos_uri: string | null;
                                readonly contacts: readonly string[];
                                readonly software_id: string | null;
                                readonly software_version: string | null;
                                /** @enum {string|null} */
                                readonly application_type: "native" | "web" | null;
                                /** Format: date-time */
                                readonly created_at: string;
                                /** Format: date-time */
                                readonly updated_at: string;
                            }[];
                            /** @description Pass this as `cursor` to get the next page; null on the last page. */
                            readonly next_cursor: string | null;
                        };
                    };
                };
                readonly 400: components["responses"]["invalid_input"];
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/clients/{client_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get a client */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly client_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The client. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "client_id": "9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10",
                         *       "client_name": "Notebook",
                         *       "redirect_uris": [
                         *         "https://notebook.example/callback"
                         *       ],
                         *       "scopes": [
                         *         "memories:read",
                         *         "memories:write"
                         *       ],
                         *       "is_confidential": true,
                         *       "token_endpoint_auth_method": "client_secret_basic",
                         *       "token_endpoint_auth_methods": [
                         *         "client_secret_basic",
                         *         "client_secret_post"
                         *       ],
                         *       "allow_direct_connect": true,
                         *       "realm": "9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10",
                         *       "is_active": true,
                         *       "registered_by": "administrator",
                         *       "client_uri": null,
                         *       "logo_uri": null,
                         *       "policy_uri": null,
                         *       "tos_uri": null,
                         *       "contacts": [],
                         *       "software_id": null,
                         *       "software_version": null,
                         *       "application_type": null,
                         *       "created_at": "2030-01-31T12:00:00.000Z",
                         *       "updated_at": "2030-01-31T12:00:00.000Z"
                         *     }
                         */
                        readonly "application/json": {
                            /** Format: uuid */
                            readonly client_id: string;
                            readonly client_name: string;
                            readonly redirect_uris: readonly string[];
                            /** @description The scopes that it may be granted. */
                            readonly scopes: readonly ("memories:read" | "memories:write" | "memories:admin")[];
                            /** @description Whether it has a secret. */
                            readonly is_confidential: boolean;
                            /** @enum {string} */
                            readonly token_endpoint_auth_method: "none" | "client_secret_basic" | "client_secret_post";
                            /** @description All methods that it may use, the default first. */
                            readonly token_endpoint_auth_methods: readonly ("none" | "client_secret_basic" | "client_secret_post")[];
                            /** @description Whether it may assert users. */
                            readonly allow_direct_connect: boolean;
                            /** @description The realm of the users that it asserts. */
                            readonly realm: string;
                            readonly is_active: boolean;
                            /** @enum {string} */
                            readonly registered_by: "administrator" | "client";
                            readonly client_uri: string | null;
                            readonly logo_uri: string | null;
                            readonly policy_uri: string | null;
                            readonly tos_uri: string | null;
                            readonly contacts: readonly string[];
                            readonly software_id: string | null;
                            readonly software_version: string | null;
                            /** @enum {string|null} */
                            readonly application_type: "native" | "web" | null;
                            /** Format: date-time */
                            readonly created_at: string;
                            /** Format: date-time */
                            readonly updated_at: string;
                        };
                    };
                };
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 404: components["responses"]["not_found"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        /**
         * Change a client
         * @description Omitted fields stay unchanged. With `is_active: false`, all grants of the client are revoked.
         */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly client_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "allow_direct_connect": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly client_name?: string;
                        /** @description https URIs, http URIs on loopback hosts (any port), or a private-use URI scheme. May be empty for clients that use only direct connect. */
                        readonly redirect_uris?: readonly string[];
                        /** @description The scopes that it may be granted. */
                        readonly scopes?: readonly ("memories:read" | "memories:write" | "memories:admin")[];
                        /** @description Whether it has a secret. Cannot be changed. */
                        readonly is_confidential?: boolean;
                        /** @description Whether it may assert users. Only for confidential clients that an administrator registered. */
                        readonly allow_direct_connect?: boolean;
                        /** @description Name of the realm of the users that it asserts; null: a realm of its own. */
                        readonly realm?: string | null;
                        /**
                         * @description If absent or null, a confidential client may send its secret in either way.
                         * @enum {string|null}
                         */
                        readonly token_endpoint_auth_method?: "none" | "client_secret_basic" | "client_secret_post" | null;
                        readonly is_active?: boolean;
                    };
                };
            };
            readonly responses: {
                /** @description The client as it is now. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "client_id": "9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10",
                         *       "client_name": "Notebook",
                         *       "redirect_uris": [
                         *         "https://notebook.example/callback"
                         *       ],
                         *       "scopes": [
                         *         "memories:read",
                         *         "memories:write"
                         *       ],
                         *       "is_confidential": true,
                         *       "token_endpoint_auth_method": "client_secret_basic",
                         *       "token_endpoint_auth_methods": [
                         *         "client_secret_basic",
                         *         "client_secret_post"
                         *       ],
                         *       "allow_direct_connect": true,
                         *       "realm": "9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10",
                         *       "is_active": true,
                         *       "registered_by": "administrator",
                         *       "client_uri": null,
                         *       "logo_uri": null,
                         *       "policy_uri": null,
                         *       "tos_uri": null,
                         *       "contacts": [],
                         *       "software_id": null,
                         *       "software_version": null,
                         *       "application_type": null,
                         *       "created_at": "2030-01-31T12:00:00.000Z",
                         *       "updated_at": "2030-01-31T12:00:00.000Z"
                         *     }
                         */
                        readonly "application/json": {
                            /** Format: uuid */
                            readonly client_id: string;
                            readonly client_name: string;
                            readonly redirect_uris: readonly string[];
                            /** @description The scopes that it may be granted. */
                            readonly scopes: readonly ("memories:read" | "memories:write" | "memories:admin")[];
                            /** @description Whether it has a secret. */
                            readonly is_confidential: boolean;
                            /** @enum {string} */
                            readonly token_endpoint_auth_method: "none" | "client_secret_basic" | "client_secret_post";
                            /** @description All methods that it may use, the default first. */
                            readonly token_endpoint_auth_methods: readonly ("none" | "client_secret_basic" | "client_secret_post")[];
                            /** @description Whether it may assert users. */
                            readonly allow_direct_connect: boolean;
                            /** @description The realm of the users that it asserts. */
                            readonly realm: string;
                            readonly is_active: boolean;
                            /** @enum {string} */
                            readonly registered_by: "administrator" | "client";
                            readonly client_uri: string | null;
                            readonly logo_uri: string | null;
                            readonly policy_uri: string | null;
                            readonly tos_uri: string | null;
                            readonly contacts: readonly string[];
                            readonly software_id: string | null;
                            readonly software_version: string | null;
                            /** @enum {string|null} */
                            readonly application_type: "native" | "web" | null;
                            /** Format: date-time */
                            readonly created_at: string;
                            /** Format: date-time */
                            readonly updated_at: string;
                        };
                    };
                };
                readonly 400: components["responses"]["invalid_input"];
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 404: components["responses"]["not_found"];
                readonly 413: components["responses"]["payload_too_large"];
                readonly 415: components["responses"]["unsupported_media_type"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly post?: never;
        /**
         * Delete a client
         * @description Also revokes all grants of the client.
         */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly client_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The client was deleted. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "deleted": true,
                         *       "client_id": "9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10"
                         *     }
                         */
                        readonly "application/json": {
                            /** @enum {boolean} */
                            readonly deleted: true;
                            /** Format: uuid */
                            readonly client_id: string;
                        };
                    };
                };
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 404: components["responses"]["not_found"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/clients/{client_id}/secret": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Replace the secret of a client
         * @description The previous secret stops working immediately. Grants stay valid.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly client_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The client, with its new secret. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "client_id": "9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10",
                         *       "client_name": "Notebook",
                         *       "redirect_uris": [
                         *         "https://notebook.example/callback"
                         *       ],
                         *       "scopes": [
                         *         "memories:read",
                         *         "memories:write"
                         *       ],
                         *       "is_confidential": true,
                         *       "token_endpoint_auth_method": "client_secret_basic",
                         *       "token_endpoint_auth_methods": [
                         *         "client_secret_basic",
                         *         "client_secret_post"
                         *       ],
                         *       "allow_direct_connect": true,
                         *       "realm": "9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10",
                         *       "is_active": true,
                         *       "registered_by": "administrator",
                         *       "client_uri": null,
                         *       "logo_uri": null,
                         *       "policy_uri": null,
                         *       "tos_uri": null,
                         *       "contacts": [],
                         *       "software_id": null,
                         *       "software_version": null,
                         *       "application_type": null,
                         *       "created_at": "2030-01-31T12:00:00.000Z",
                         *       "updated_at": "2030-01-31T12:00:00.000Z",
                         *       "client_secret": "l1rYw8bHqX0m3b2mR7oY1s0cO6p2m9n4Qy3d5u7v9wA"
                         *     }
                         */
                        readonly "application/json": {
                            /** Format: uuid */
                            readonly client_id: string;
                            readonly client_name: string;
                            readonly redirect_uris: readonly string[];
                            /** @description The scopes that it may be granted. */
                            readonly scopes: readonly ("memories:read" | "memories:write" | "memories:admin")[];
                            /** @description Whether it has a secret. */
                            readonly is_confidential: boolean;
                            /** @enum {string} */
                            readonly token_endpoint_auth_method: "none" | "client_secret_basic" | "client_secret_post";
                            /** @description All methods that it may use, the default first. */
                            readonly token_endpoint_auth_methods: readonly ("none" | "client_secret_basic" | "client_secret_post")[];
                            /** @description Whether it may assert users. */
                            readonly allow_direct_connect: boolean;
                            /** @description The realm of the users that it asserts. */
                            readonly realm: string;
                            readonly is_active: boolean;
                            /** @enum {string} */
                            readonly registered_by: "administrator" | "client";
                            readonly client_uri: string | null;
                            readonly logo_uri: string | null;
                            readonly policy_uri: string | null;
                            readonly tos_uri: string | null;
                            readonly contacts: readonly string[];
                            readonly software_id: string | null;
                            readonly software_version: string | null;
                            /** @enum {string|null} */
                            readonly application_type: "native" | "web" | null;
                            /** Format: date-time */
                            readonly created_at: string;
                            /** Format: date-time */
                            readonly updated_at: string;
                            /** @description Shown only once. Absent for public clients. */
                            readonly client_secret: string;
                        };
                    };
                };
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 404: components["responses"]["not_found"];
                readonly 409: components["responses"]["conflict"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List users
         * @description Lists the users of all realms, oldest first.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description Part of a username or an email address, in any case. */
                    readonly search?: string;
                    readonly limit?: number;
                    /** @description The `next_cursor` of the previous page. */
                    readonly cursor?: string;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description A page of users. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "status": "success",
                         *       "data": {
                         *         "users": [
                         *           {
                         *             "id": "6f1c1c5e-6f0a-4a5f-9d2b-0f7c8f1d2e3a",
                         *             "username": "ann",
                         *             "email": "ann@example.com",
                         *             "name": "ann",
                         *             "realm": null,
                         *             "is_superuser": false,
                         *             "is_active": true,
                         *             "created_at": "2030-01-31T12:00:00.000Z"
                         *           }
                         *         ],
                         *         "next_cursor": null
                         *       }
                         *     }
                         */
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "success";
                            readonly data: {
                                readonly users: readonly {
                                    /** Format: uuid */
                                    readonly id: string;
                                    readonly username: string;
                                    readonly email: string;
                                    /** @description The name shown on pages. */
                                    readonly name: string;
                                    /** Format: date-time */
                                    readonly created_at: string;
                                    /** @description The realm of the client that asserted the user; null for a local account. */
                                    readonly realm: string | null;
                                    readonly is_superuser: boolean;
                                    readonly is_active: boolean;
                                }[];
                                /** @description Pass this as `cursor` to get the next page; null on the last page. */
                                readonly next_cursor: string | null;
                            };
                        };
                    };
                };
                readonly 400: components["responses"]["invalid_input"];
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/users/{user_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Get a user */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly user_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The user. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "status": "success",
                         *       "data": {
                         *         "id": "6f1c1c5e-6f0a-4a5f-9d2b-0f7c8f1d2e3a",
                         *         "username": "ann",
                         *         "email": "ann@example.com",
                         *         "name": "ann",
                         *         "realm": null,
                         *         "is_superuser": false,
                         *         "is_active": true,
                         *         "created_at": "2030-01-31T12:00:00.000Z"
                         *       }
                         *     }
                         */
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "success";
                            readonly data: {
                                /** Format: uuid */
                                readonly id: string;
                                readonly username: string;
                                readonly email: string;
                                /** @description The name shown on pages. */
                                readonly name: string;
                                /** Format: date-time */
                                readonly created_at: string;
                                /** @description The realm of the client that asserted the user; null for a local account. */
                                readonly realm: string | null;
                                readonly is_superuser: boolean;
                                readonly is_active: boolean;
                            };
                        };
                    };
                };
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 404: components["responses"]["not_found"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly put?: never;
        readonly post?: never;
        /**
         * Permanently erase a user
         * @description Every token ends, the encryption key of all texts is destroyed, and memories, shares, groups, personas, profile, grants and the account are removed. Idempotent. An administrator must be demoted first. Also accepts the id of a user of an embedding application, who has no account here.
         */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly user_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The user was erased. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "status": "success",
                         *       "data": {
                         *         "user_id": "6f1c1c5e-6f0a-4a5f-9d2b-0f7c8f1d2e3a",
                         *         "erased": true
                         *       }
                         *     }
                         */
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "success";
                            readonly data: {
                                /** Format: uuid */
                                readonly user_id: string;
                                /** @enum {boolean} */
                                readonly erased: true;
                            };
                        };
                    };
                };
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 404: components["responses"]["not_found"];
                readonly 409: components["responses"]["conflict"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly options?: never;
        readonly head?: never;
        /**
         * Activate, deactivate, promote or demote a user
         * @description Deactivating a user ends all sessions and grants of that user. The last active superuser cannot be deactivated or demoted.
         */
        readonly patch: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly user_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "is_active": false
                     *     }
                     */
                    readonly "application/json": {
                        readonly is_active?: boolean;
                        readonly is_superuser?: boolean;
                    };
                };
            };
            readonly responses: {
                /** @description The changed user. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "status": "success",
                         *       "data": {
                         *         "id": "6f1c1c5e-6f0a-4a5f-9d2b-0f7c8f1d2e3a",
                         *         "username": "ann",
                         *         "email": "ann@example.com",
                         *         "name": "ann",
                         *         "realm": null,
                         *         "is_superuser": false,
                         *         "is_active": false,
                         *         "created_at": "2030-01-31T12:00:00.000Z"
                         *       }
                         *     }
                         */
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "success";
                            readonly data: {
                                /** Format: uuid */
                                readonly id: string;
                                readonly username: string;
                                readonly email: string;
                                /** @description The name shown on pages. */
                                readonly name: string;
                                /** Format: date-time */
                                readonly created_at: string;
                                /** @description The realm of the client that asserted the user; null for a local account. */
                                readonly realm: string | null;
                                readonly is_superuser: boolean;
                                readonly is_active: boolean;
                            };
                        };
                    };
                };
                readonly 400: components["responses"]["invalid_input"];
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 404: components["responses"]["not_found"];
                readonly 409: components["responses"]["conflict"];
                readonly 413: components["responses"]["payload_too_large"];
                readonly 415: components["responses"]["unsupported_media_type"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly trace?: never;
    };
    readonly "/api/admin/users/{user_id}/sign-out": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign a user out everywhere
         * @description Ends all browser sessions, grants and tokens of the user, who can log in and grant access again. Also accepts the id of a user of an embedding application, who has no account here.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly user_id: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description All earlier sessions and tokens are invalid. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "status": "success",
                         *       "data": {
                         *         "user_id": "6f1c1c5e-6f0a-4a5f-9d2b-0f7c8f1d2e3a",
                         *         "signed_out": true
                         *       }
                         *     }
                         */
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "success";
                            readonly data: {
                                /** Format: uuid */
                                readonly user_id: string;
                                /** @enum {boolean} */
                                readonly signed_out: true;
                            };
                        };
                    };
                };
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 404: components["responses"]["not_found"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/activity": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List activity
         * @description Lists the actions of users and clients, newest first, and the number of actions of each kind per UTC day. The most recent actions may not be included yet.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly user_id?: string;
                    readonly client_id?: string;
                    readonly action?: string;
                    /** @description Start of the period, inclusive. Default: all entries, and counts for the last 30 days. */
                    readonly since?: string;
                    /** @description End of the period, exclusive. */
                    readonly until?: string;
                    readonly limit?: number;
                    /** @description The `next_cursor` of the previous page. */
                    readonly cursor?: string;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description A page of the activity log. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "success";
                            readonly data: {
                                readonly activity: readonly {
                                    /** Format: uuid */
                                    readonly id: string;
                                    /** Format: date-time */
                                    readonly at: string;
                                    readonly action: string;
                                    /** @enum {string} */
                                    readonly outcome: "success" | "refused" | "failed";
                                    readonly reason: string | null;
                                    /** Format: uuid */
                                    readonly user_id: string | null;
                                    readonly client_id: string | null;
                                    readonly address: string | null;
                                    readonly duration_ms: number | null;
                                    readonly details: {
                                        readonly [key: string]: string | number | boolean;
                                    };
                                }[];
                                /** @description Pass this as `cursor` to get the next page; null on the last page. */
                                readonly next_cursor: string | null;
                                readonly counts: readonly {
                                    /**
                                     * Format: date
                                     * @description A UTC day.
                                     */
                                    readonly day: string;
                                    readonly action: string;
                                    readonly count: number;
                                }[];
                            };
                        };
                    };
                };
                readonly 400: components["responses"]["invalid_input"];
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/admin/stats": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get totals
         * @description The number of users, memories, clients and grants, and of operations per day.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The totals. */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        /**
                         * @example {
                         *       "status": "success",
                         *       "data": {
                         *         "users": {
                         *           "total": 12,
                         *           "active": 11
                         *         },
                         *         "memories": {
                         *           "total": 48200,
                         *           "is_estimate": true,
                         *           "pending_embeddings": 0
                         *         },
                         *         "clients": {
                         *           "total": 3,
                         *           "active": 3
                         *         },
                         *         "grants": 14,
                         *         "operations_per_day": [
                         *           {
                         *             "day": "2030-01-31",
                         *             "count": 1280
                         *           }
                         *         ]
                         *       }
                         *     }
                         */
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "success";
                            readonly data: {
                                /** @description Accounts in all realms. `active` counts those that are not deactivated. */
                                readonly users: {
                                    readonly total: number;
                                    readonly active: number;
                                } | null;
                                readonly memories: {
                                    readonly total: number;
                                    /** @description true if `total` is an estimate by the database. */
                                    readonly is_estimate: boolean;
                                    /** @description 10000 means 10000 or more. */
                                    readonly pending_embeddings: number;
                                } | null;
                                /** @description Registered clients. */
                                readonly clients: {
                                    readonly total: number;
                                    readonly active: number;
                                };
                                /** @description Grants that are not revoked. */
                                readonly grants: number;
                                /** @description The last 30 days, latest first. Days without operations are omitted. */
                                readonly operations_per_day: readonly {
                                    /**
                                     * Format: date
                                     * @description A UTC day.
                                     */
                                    readonly day: string;
                                    readonly count: number;
                                }[];
                            };
                        };
                    };
                };
                readonly 401: components["responses"]["unauthenticated"];
                readonly 403: components["responses"]["insufficient_scope"];
                readonly 429: components["responses"]["rate_limited"];
                readonly 500: components["responses"]["internal"];
                readonly 503: components["responses"]["unavailable"];
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Error: {
            /** @constant */
            readonly status: "error";
            readonly error: {
                /**
                 * @description A stable code for programs.
                 * @example invalid_input
                 * @example unauthenticated
                 * @example insufficient_scope
                 * @example not_found
                 * @example conflict
                 * @example payload_too_large
                 * @example unsupported_media_type
                 * @example unprocessable
                 * @example rate_limited
                 * @example internal
                 * @example unavailable
                 */
                readonly code: string;
                /** @description A description for people. */
                readonly message: string;
                readonly details?: {
                    readonly [key: string]: unknown;
                };
            };
        };
        /** @description One memory. */
        readonly Memory: {
            /** Format: uuid */
            readonly id: string;
            /**
             * Format: uuid
             * @description Id of the owner.
             */
            readonly user_id: string;
            readonly text: string;
            /** @enum {string} */
            readonly permission: "private" | "public" | "shared";
            /** @description Present only for the owner of a `shared` memory. */
            readonly shared_with?: {
                readonly user_ids: readonly string[];
                readonly group_ids: readonly string[];
            } & {
                readonly [key: string]: unknown;
            };
            readonly tags: readonly string[];
            readonly category: string | null;
            readonly metadata: {
                readonly [key: string]: unknown;
            };
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
            readonly expiration_date: string | null;
            readonly is_expired: boolean;
            /**
             * @description `pending`: query_memory cannot find the memory yet.
             * @enum {string}
             */
            readonly embedding_status: "ready" | "pending";
        } & {
            readonly [key: string]: unknown;
        };
        /** @description The stored memory, and whether this call created it. */
        readonly SubmittedMemory: {
            /** Format: uuid */
            readonly id: string;
            /**
             * Format: uuid
             * @description Id of the owner.
             */
            readonly user_id: string;
            readonly text: string;
            /** @enum {string} */
            readonly permission: "private" | "public" | "shared";
            /** @description Present only for the owner of a `shared` memory. */
            readonly shared_with?: {
                readonly user_ids: readonly string[];
                readonly group_ids: readonly string[];
            } & {
                readonly [key: string]: unknown;
            };
            readonly tags: readonly string[];
            readonly category: string | null;
            readonly metadata: {
                readonly [key: string]: unknown;
            };
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
            readonly expiration_date: string | null;
            readonly is_expired: boolean;
            /**
             * @description `pending`: query_memory cannot find the memory yet.
             * @enum {string}
             */
            readonly embedding_status: "ready" | "pending";
            /** @description false: an earlier call had already stored the memory with this id and content; nothing was written. */
            readonly created: boolean;
        } & {
            readonly [key: string]: unknown;
        };
        /** @description One memory and how well it matches. */
        readonly FoundMemory: {
            /** Format: uuid */
            readonly id: string;
            /**
             * Format: uuid
             * @description Id of the owner.
             */
            readonly user_id: string;
            readonly text: string;
            /** @enum {string} */
            readonly permission: "private" | "public" | "shared";
            /** @description Present only for the owner of a `shared` memory. */
            readonly shared_with?: {
                readonly user_ids: readonly string[];
                readonly group_ids: readonly string[];
            } & {
                readonly [key: string]: unknown;
            };
            readonly tags: readonly string[];
            readonly category: string | null;
            readonly metadata: {
                readonly [key: string]: unknown;
            };
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
            readonly expiration_date: string | null;
            readonly is_expired: boolean;
            /**
             * @description `pending`: query_memory cannot find the memory yet.
             * @enum {string}
             */
            readonly embedding_status: "ready" | "pending";
            /** @description Cosine similarity to the query, from -1 to 1. */
            readonly score: number;
        } & {
            readonly [key: string]: unknown;
        };
        /** @description One memory in the trash. */
        readonly DeletedMemory: {
            /** Format: uuid */
            readonly id: string;
            /**
             * Format: uuid
             * @description Id of the owner.
             */
            readonly user_id: string;
            readonly text: string;
            /** @enum {string} */
            readonly permission: "private" | "public" | "shared";
            /** @description Present only for the owner of a `shared` memory. */
            readonly shared_with?: {
                readonly user_ids: readonly string[];
                readonly group_ids: readonly string[];
            } & {
                readonly [key: string]: unknown;
            };
            readonly tags: readonly string[];
            readonly category: string | null;
            readonly metadata: {
                readonly [key: string]: unknown;
            };
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
            readonly expiration_date: string | null;
            readonly is_expired: boolean;
            /**
             * @description `pending`: query_memory cannot find the memory yet.
             * @enum {string}
             */
            readonly embedding_status: "ready" | "pending";
            /** Format: date-time */
            readonly deleted_at: string;
            /**
             * Format: date-time
             * @description When it is deleted permanently.
             */
            readonly restorable_until: string;
        } & {
            readonly [key: string]: unknown;
        };
        /** @description A group of users to share memories with. */
        readonly Group: {
            /** Format: uuid */
            readonly id: string;
            /** Format: uuid */
            readonly owner_id: string;
            readonly name: string;
            readonly description: string | null;
            /** @description The members other than the owner. Visible only to the owner. */
            readonly member_ids: readonly string[];
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
        } & {
            readonly [key: string]: unknown;
        };
        /** @description A named view of a user that answers questions. */
        readonly Persona: {
            /**
             * Format: uuid
             * @description A user's default persona has the user's own id.
             */
            readonly id: string;
            /**
             * Format: uuid
             * @description Id of the owner, whose memories it answers from.
             */
            readonly user_id: string;
            readonly name: string;
            readonly description: string | null;
            readonly is_default: boolean;
            /**
             * @description Only for the owner of the persona.
             * @enum {string}
             */
            readonly permission?: "public" | "private";
            /** @description Only for the owner of the persona. */
            readonly instructions?: string | null;
            /** @description Only for the owner of the persona. */
            readonly memory_filter?: {
                readonly tags?: readonly string[];
                readonly any_tags?: readonly string[];
                readonly without_tags?: readonly string[];
                readonly category?: string;
                readonly has_category?: boolean;
                /** @enum {string} */
                readonly permission?: "private" | "public" | "shared";
                /** Format: date-time */
                readonly created_after?: string;
                /** Format: date-time */
                readonly created_before?: string;
                /** Format: date-time */
                readonly expires_before?: string;
                readonly has_expiry?: boolean;
            } & {
                readonly [key: string]: unknown;
            };
            /** @description Only for the owner of the persona. */
            readonly parameters?: {
                readonly model?: string;
                readonly temperature?: number;
                readonly max_tokens?: number;
            } & {
                readonly [key: string]: unknown;
            };
            /** @description Only for the owner of the persona. null if a default persona was never changed. */
            readonly created_at?: string | null;
            readonly updated_at?: string | null;
        } & {
            readonly [key: string]: unknown;
        };
        readonly Answer: {
            /** @description The answer. `[m1]` cites the memory in `memories` with that label. */
            readonly response: string;
            /** @description The memories that the answer cites, in order. If it cites none, all memories that the language model was given. */
            readonly memories: readonly ({
                /** Format: uuid */
                readonly id: string;
                /** Format: uuid */
                readonly user_id: string;
                readonly label: string;
                /** @description Cosine similarity to the question; null if it was not found by meaning. */
                readonly score: number | null;
                readonly text: string;
            } & {
                readonly [key: string]: unknown;
            })[];
            /** @description The number of memories that the language model was given. */
            readonly memories_given: number;
            /** Format: uuid */
            readonly user_id: string;
            /** Format: uuid */
            readonly persona_id: string;
            readonly model: string;
            readonly usage: {
                readonly input_tokens: number;
                readonly output_tokens: number;
            } & {
                readonly [key: string]: unknown;
            };
            /**
             * @description `length`: cut off at the maximum number of tokens. `refused`: the model declined.
             * @enum {string}
             */
            readonly finish_reason: "stop" | "length" | "refused";
        } & {
            readonly [key: string]: unknown;
        };
        readonly SubmitMemoryInput: {
            /**
             * Format: uuid
             * @description Id of the new memory: any UUID of your choice, to make the call safe to repeat. The same id with the same content returns the stored memory; with different content, the call fails with `conflict`. Default: a new id.
             */
            readonly id?: string;
            /** @description What to remember: one fact or note, in plain text or Markdown. */
            readonly text: string;
            /**
             * @description `private`: only the owner. `public`: every user of this server. `shared`: the users and groups in `shared_with`. Default: the setting of the user, initially private.
             * @enum {string}
             */
            readonly permission?: "private" | "public" | "shared";
            readonly shared_with?: {
                /** @description Ids of users. */
                readonly user_ids?: readonly string[];
                /** @description Ids of groups that you own or belong to. */
                readonly group_ids?: readonly string[];
            };
            /** @description Short labels to filter by. */
            readonly tags?: readonly string[];
            /** @description When the memory expires: ISO 8601 with an offset, in the future; null: never. Default: the setting of the user, initially never. */
            readonly expiration_date?: string | null;
            /** @description One broad heading, such as "work". */
            readonly category?: string;
            /** @description Additional data as a JSON object. Encrypted like the text; not searchable. */
            readonly metadata?: {
                readonly [key: string]: unknown;
            };
        };
        readonly SubmitMemoryOutput: components["schemas"]["SubmittedMemory"];
        /**
         * Remember something
         * @description Store one memory: a short text about the user, their life or their work. Use it when the user states a fact, a preference, a plan or a decision that should be remembered. Write one self-contained fact per memory. The memory is private unless `permission` is given or the user has chosen another default. Returns the stored memory with its id. To make the call safe to repeat, pass an `id` of your choice (a UUID): repeating the call stores nothing and returns the memory with `created: false`.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "submit_memory",
         *       "data": {
         *         "text": "Prefers window seats on long flights.",
         *         "tags": [
         *           "travel"
         *         ],
         *         "category": "preferences"
         *       }
         *     }
         */
        readonly SubmitMemoryCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "submit_memory";
            readonly data: components["schemas"]["SubmitMemoryInput"];
        };
        readonly GetMemoryInput: {
            /**
             * Format: uuid
             * @description Id of the memory.
             */
            readonly memory_id: string;
        };
        readonly GetMemoryOutput: components["schemas"]["Memory"];
        /**
         * Read one memory
         * @description Get one memory by its id: one of the user's own, or another user's that the user may read. An expired memory is not found; to list expired memories, use get_memories with `expired`.
         *
         *     Requires the scope `memories:read`.
         * @example {
         *       "tool": "get_memory",
         *       "data": {
         *         "memory_id": "3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52"
         *       }
         *     }
         */
        readonly GetMemoryCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "get_memory";
            readonly data: components["schemas"]["GetMemoryInput"];
        };
        readonly GetMemoriesInput: {
            /**
             * Format: uuid
             * @description Id of the user whose memories to list. Default: your own.
             */
            readonly user_id?: string;
            /** @description Only memories with these ids, including other users' memories that you may read. An empty list matches nothing. */
            readonly memory_ids?: readonly string[];
            /**
             * @description Only memories with this permission.
             * @enum {string}
             */
            readonly permission?: "private" | "public" | "shared";
            /** @description Only memories that have all of these tags. */
            readonly tags?: readonly string[];
            /** @description Only memories that have at least one of these tags. */
            readonly any_tags?: readonly string[];
            /** @description Only memories that have none of these tags. */
            readonly without_tags?: readonly string[];
            /** @description Only memories in this category. */
            readonly category?: string;
            /** @description true: only memories with a category; false: only those without. */
            readonly has_category?: boolean;
            /**
             * Format: date-time
             * @description Created at this time or later (ISO 8601).
             */
            readonly created_after?: string;
            /**
             * Format: date-time
             * @description Created before this time (ISO 8601).
             */
            readonly created_before?: string;
            /**
             * Format: date-time
             * @description Expires before this time (ISO 8601).
             */
            readonly expires_before?: string;
            /** @description true: only memories that have an expiration date; false: only those without. */
            readonly has_expiry?: boolean;
            /**
             * @description false: memories that have not expired. true: only your own expired ones.
             * @default false
             */
            readonly expired?: boolean;
            /**
             * @default created_at
             * @enum {string}
             */
            readonly sort?: "created_at" | "updated_at" | "expiration_date";
            /**
             * @default desc
             * @enum {string}
             */
            readonly order?: "asc" | "desc";
            /** @default 50 */
            readonly limit?: number;
            /** @description The `next_cursor` of the previous page. The filters must be the same. */
            readonly cursor?: string;
            /** @description Words that must all occur in the text, in any case. The server reads a limited number of memories per page, so a page can be short or empty and still have a `next_cursor`. */
            readonly contains?: string;
            /**
             * @description true: also return the number of matching memories on all pages. Ignored if `contains` is given.
             * @default false
             */
            readonly count?: boolean;
        };
        readonly GetMemoriesOutput: {
            readonly memories: readonly components["schemas"]["Memory"][];
            /** @description Pass this as `cursor` to get the next page; null on the last page. */
            readonly next_cursor: string | null;
            /** @description With `count`: the number of matching memories on all pages, exact up to 10,000. null if `contains` is given. */
            readonly total?: number | null;
            /** @description With `count`: true if `total` is an estimate because more than 10,000 memories match. */
            readonly total_is_estimate?: boolean;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * List memories
         * @description List memories that match exact filters (ids, permission, tags, category, dates, words in the text), newest first by default, one page at a time. Without `user_id`, lists the user's own memories; with another user's id, those of that user that the caller may read. To find memories by meaning, use query_memory.
         *
         *     Requires the scope `memories:read`.
         * @example {
         *       "tool": "get_memories",
         *       "data": {
         *         "tags": [
         *           "travel"
         *         ],
         *         "sort": "created_at",
         *         "order": "desc",
         *         "limit": 20
         *       }
         *     }
         */
        readonly GetMemoriesCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "get_memories";
            readonly data: components["schemas"]["GetMemoriesInput"];
        };
        readonly RetrieveMemoriesInput: {
            /** @description Page size. Default: everything. */
            readonly limit?: number;
            /** @description The `next_cursor` of the previous page. */
            readonly cursor?: string;
        };
        readonly RetrieveMemoriesOutput: {
            readonly memories: readonly components["schemas"]["Memory"][];
            /** @description Pass this as `cursor` to get the next page; null on the last page. */
            readonly next_cursor: string | null;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Retrieve all own memories
         * @description Get all of the user's own memories that have not expired, newest first. With `limit` or `cursor`, returns one page instead. To look for something specific, use query_memory.
         *
         *     Requires the scope `memories:read`.
         * @example {
         *       "tool": "retrieve_memories",
         *       "data": {}
         *     }
         */
        readonly RetrieveMemoriesCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "retrieve_memories";
            readonly data: components["schemas"]["RetrieveMemoriesInput"];
        };
        readonly QueryMemoryInput: {
            /** @description What to look for, in natural language. */
            readonly query: string;
            /** @default 10 */
            readonly limit?: number;
            /**
             * @description `own` (default): your memories. `public`: the public memories of all users. `visible`: all memories that you may read.
             * @enum {string}
             */
            readonly scope?: "own" | "visible" | "public";
            /**
             * Format: uuid
             * @description Only memories of this user.
             */
            readonly user_id?: string;
            /** @description Only memories with these ids, including other users' memories that you may read. An empty list matches nothing. */
            readonly memory_ids?: readonly string[];
            /**
             * @description Only memories with this permission.
             * @enum {string}
             */
            readonly permission?: "private" | "public" | "shared";
            /** @description Only memories that have all of these tags. */
            readonly tags?: readonly string[];
            /** @description Only memories that have at least one of these tags. */
            readonly any_tags?: readonly string[];
            /** @description Only memories that have none of these tags. */
            readonly without_tags?: readonly string[];
            /** @description Only memories in this category. */
            readonly category?: string;
            /** @description true: only memories with a category; false: only those without. */
            readonly has_category?: boolean;
            /**
             * Format: date-time
             * @description Created at this time or later (ISO 8601).
             */
            readonly created_after?: string;
            /**
             * Format: date-time
             * @description Created before this time (ISO 8601).
             */
            readonly created_before?: string;
            /**
             * Format: date-time
             * @description Expires before this time (ISO 8601).
             */
            readonly expires_before?: string;
            /** @description true: only memories that have an expiration date; false: only those without. */
            readonly has_expiry?: boolean;
            /** @description Leave out memories that score lower; scores go from -1 to 1. */
            readonly min_score?: number;
        };
        readonly QueryMemoryOutput: {
            /** @description Best first. */
            readonly memories: readonly components["schemas"]["FoundMemory"][];
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Find memories by meaning
         * @description Find the memories that are closest in meaning to `query`, best match first, each with a score. Use it before answering anything that may depend on what the user said earlier. Searches the user's own memories unless `scope` is `visible` or `public`. Filters narrow the search.
         *
         *     Requires the scope `memories:read`.
         * @example {
         *       "tool": "query_memory",
         *       "data": {
         *         "query": "Where does the user like to sit on a plane?",
         *         "limit": 5
         *       }
         *     }
         */
        readonly QueryMemoryCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "query_memory";
            readonly data: components["schemas"]["QueryMemoryInput"];
        };
        readonly UpdateMemoryInput: {
            /**
             * Format: uuid
             * @description Id of the memory.
             */
            readonly memory_id: string;
            /** @description What to remember: one fact or note, in plain text or Markdown. */
            readonly text?: string;
            /** @description Short labels to filter by. */
            readonly tags?: readonly string[];
            /** @description When the memory expires: ISO 8601 with an offset. null clears it. */
            readonly expiration_date?: string | null;
            /** @description One broad heading, such as "work". null clears it. */
            readonly category?: string | null;
            /** @description Additional data as a JSON object. Encrypted like the text; not searchable. null clears it. */
            readonly metadata?: {
                readonly [key: string]: unknown;
            } | null;
            /**
             * @description `private`: only the owner. `public`: every user of this server. `shared`: the users and groups in `shared_with`.
             * @enum {string}
             */
            readonly permission?: "private" | "public" | "shared";
            /** @description Replaces the users and groups that the memory is shared with. Requires `permission: "shared"`, or no `permission` if the memory is already shared. */
            readonly shared_with?: {
                /** @description Ids of users. */
                readonly user_ids?: readonly string[];
                /** @description Ids of groups that you own or belong to. */
                readonly group_ids?: readonly string[];
            };
            /**
             * Format: date-time
             * @description Fail with `conflict` unless this is the current `updated_at` of the memory.
             */
            readonly expected_updated_at?: string;
        };
        readonly UpdateMemoryOutput: components["schemas"]["Memory"];
        /**
         * Change a memory
         * @description Change the text, expiry, tags, category, metadata or readers of one of the user's own memories, all in one step. Omitted fields stay unchanged. With `expected_updated_at`, the call fails with `conflict` and returns the current memory if it has changed since that time. Ask the user before making anything public.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "update_memory",
         *       "data": {
         *         "memory_id": "3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52",
         *         "text": "Prefers aisle seats on long flights.",
         *         "expiration_date": null
         *       }
         *     }
         */
        readonly UpdateMemoryCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "update_memory";
            readonly data: components["schemas"]["UpdateMemoryInput"];
        };
        readonly ModifyPermissionsInput: {
            /**
             * Format: uuid
             * @description Id of the memory.
             */
            readonly memory_id: string;
            /**
             * @description `private`: only the owner. `public`: every user of this server. `shared`: the users and groups in `shared_with`.
             * @enum {string}
             */
            readonly permission: "private" | "public" | "shared";
            readonly shared_with?: {
                /** @description Ids of users. */
                readonly user_ids?: readonly string[];
                /** @description Ids of groups that you own or belong to. */
                readonly group_ids?: readonly string[];
            };
            /**
             * Format: date-time
             * @description Fail with `conflict` unless this is the current `updated_at` of the memory.
             */
            readonly expected_updated_at?: string;
        };
        readonly ModifyPermissionsOutput: components["schemas"]["Memory"];
        /**
         * Choose who may read a memory
         * @description Make one of the user's own memories private, public, or shared with the users and groups in `shared_with`, which replaces the previous list. `expected_updated_at` works as in update_memory. Ask the user before making anything public.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "modify_permissions",
         *       "data": {
         *         "memory_id": "3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52",
         *         "permission": "shared",
         *         "shared_with": {
         *           "user_ids": [
         *             "9b2f4f5e-6d3c-4d5e-8f70-112233445566"
         *           ],
         *           "group_ids": []
         *         }
         *       }
         *     }
         */
        readonly ModifyPermissionsCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "modify_permissions";
            readonly data: components["schemas"]["ModifyPermissionsInput"];
        };
        readonly DeleteMemoryInput: {
            /**
             * Format: uuid
             * @description Id of the memory.
             */
            readonly memory_id: string;
            /**
             * Format: date-time
             * @description Fail with `conflict` unless this is the current `updated_at` of the memory.
             */
            readonly expected_updated_at?: string;
            /**
             * @description true: delete permanently instead of moving to the trash; also deletes a memory that is already in the trash.
             * @default false
             */
            readonly permanent?: boolean;
        };
        readonly DeleteMemoryOutput: {
            /** @constant */
            readonly deleted: true;
            /** Format: uuid */
            readonly memory_id: string;
            /** @description The time until which restore_memories can restore it; null if it was deleted permanently. */
            readonly restorable_until: string | null;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Delete a memory
         * @description Delete one of the user's own memories. It moves to the trash, from which restore_memories can restore it until `restorable_until`; with `permanent`, it is deleted immediately and cannot be restored. With `expected_updated_at`, the call fails with `conflict` and returns the current memory if it has changed since that time.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "delete_memory",
         *       "data": {
         *         "memory_id": "3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52"
         *       }
         *     }
         */
        readonly DeleteMemoryCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "delete_memory";
            readonly data: components["schemas"]["DeleteMemoryInput"];
        };
        readonly BatchSubmitMemoriesInput: {
            readonly memories: readonly {
                /**
                 * Format: uuid
                 * @description Id of the new memory: any UUID of your choice, to make the call safe to repeat. The same id with the same content returns the stored memory; with different content, the call fails with `conflict`. Default: a new id.
                 */
                readonly id?: string;
                /** @description What to remember: one fact or note, in plain text or Markdown. */
                readonly text: string;
                /**
                 * @description `private`: only the owner. `public`: every user of this server. `shared`: the users and groups in `shared_with`. Default: the setting of the user, initially private.
                 * @enum {string}
                 */
                readonly permission?: "private" | "public" | "shared";
                readonly shared_with?: {
                    /** @description Ids of users. */
                    readonly user_ids?: readonly string[];
                    /** @description Ids of groups that you own or belong to. */
                    readonly group_ids?: readonly string[];
                };
                /** @description Short labels to filter by. */
                readonly tags?: readonly string[];
                /** @description When the memory expires: ISO 8601 with an offset, in the future; null: never. Default: the setting of the user, initially never. */
                readonly expiration_date?: string | null;
                /** @description One broad heading, such as "work". */
                readonly category?: string;
                /** @description Additional data as a JSON object. Encrypted like the text; not searchable. */
                readonly metadata?: {
                    readonly [key: string]: unknown;
                };
            }[];
            /**
             * @description true: if one item fails, nothing is written and the call fails.
             * @default false
             */
            readonly atomic?: boolean;
        };
        readonly BatchSubmitMemoriesOutput: {
            /** @description One result per item, in order. */
            readonly results: readonly ({
                readonly index: number;
                /** @enum {string} */
                readonly status: "success" | "error";
                readonly memory?: components["schemas"]["Memory"];
                /** @description false: an earlier call had already stored the memory with this id and content; nothing was written. */
                readonly created?: boolean;
                readonly error?: {
                    readonly code: string;
                    readonly message: string;
                    readonly details?: {
                        readonly [key: string]: unknown;
                    };
                } & {
                    readonly [key: string]: unknown;
                };
            } & {
                readonly [key: string]: unknown;
            })[];
            readonly succeeded: number;
            readonly failed: number;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Remember several things
         * @description Store up to 1,000 memories in one call. Returns one result per item, in order. An invalid item does not affect the others unless `atomic` is true. Each item may have an `id`, as in submit_memory.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "batch_submit_memories",
         *       "data": {
         *         "memories": [
         *           {
         *             "text": "Allergic to peanuts."
         *           },
         *           {
         *             "text": "Works at a bakery.",
         *             "tags": [
         *               "work"
         *             ]
         *           }
         *         ]
         *       }
         *     }
         */
        readonly BatchSubmitMemoriesCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "batch_submit_memories";
            readonly data: components["schemas"]["BatchSubmitMemoriesInput"];
        };
        readonly BatchUpdateMemoriesInput: {
            readonly memories: readonly {
                /**
                 * Format: uuid
                 * @description Id of the memory.
                 */
                readonly memory_id: string;
                /** @description What to remember: one fact or note, in plain text or Markdown. */
                readonly text?: string;
                /** @description Short labels to filter by. */
                readonly tags?: readonly string[];
                /** @description When the memory expires: ISO 8601 with an offset. null clears it. */
                readonly expiration_date?: string | null;
                /** @description One broad heading, such as "work". null clears it. */
                readonly category?: string | null;
                /** @description Additional data as a JSON object. Encrypted like the text; not searchable. null clears it. */
                readonly metadata?: {
                    readonly [key: string]: unknown;
                } | null;
                /**
                 * @description `private`: only the owner. `public`: every user of this server. `shared`: the users and groups in `shared_with`.
                 * @enum {string}
                 */
                readonly permission?: "private" | "public" | "shared";
                /** @description Replaces the users and groups that the memory is shared with. Requires `permission: "shared"`, or no `permission` if the memory is already shared. */
                readonly shared_with?: {
                    /** @description Ids of users. */
                    readonly user_ids?: readonly string[];
                    /** @description Ids of groups that you own or belong to. */
                    readonly group_ids?: readonly string[];
                };
                /**
                 * Format: date-time
                 * @description Fail with `conflict` unless this is the current `updated_at` of the memory.
                 */
                readonly expected_updated_at?: string;
            }[];
            /**
             * @description true: if one item fails, nothing is written and the call fails.
             * @default false
             */
            readonly atomic?: boolean;
        };
        readonly BatchUpdateMemoriesOutput: {
            /** @description One result per item, in order. */
            readonly results: readonly ({
                readonly index: number;
                /** @enum {string} */
                readonly status: "success" | "error";
                readonly memory?: components["schemas"]["Memory"];
                readonly error?: {
                    readonly code: string;
                    readonly message: string;
                    readonly details?: {
                        readonly [key: string]: unknown;
                    };
                } & {
                    readonly [key: string]: unknown;
                };
            } & {
                readonly [key: string]: unknown;
            })[];
            readonly succeeded: number;
            readonly failed: number;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Change several memories
         * @description Change up to 1,000 of the caller's own memories in one call; each item has the fields of update_memory. Returns one result per item, in order. An invalid item does not affect the others unless `atomic` is true.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "batch_update_memories",
         *       "data": {
         *         "memories": [
         *           {
         *             "memory_id": "3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52",
         *             "tags": [
         *               "travel",
         *               "flights"
         *             ]
         *           }
         *         ],
         *         "atomic": true
         *       }
         *     }
         */
        readonly BatchUpdateMemoriesCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "batch_update_memories";
            readonly data: components["schemas"]["BatchUpdateMemoriesInput"];
        };
        readonly BatchModifyPermissionsInput: {
            readonly memories?: readonly {
                /**
                 * Format: uuid
                 * @description Id of the memory.
                 */
                readonly memory_id: string;
                /**
                 * @description `private`: only the owner. `public`: every user of this server. `shared`: the users and groups in `shared_with`.
                 * @enum {string}
                 */
                readonly permission: "private" | "public" | "shared";
                readonly shared_with?: {
                    /** @description Ids of users. */
                    readonly user_ids?: readonly string[];
                    /** @description Ids of groups that you own or belong to. */
                    readonly group_ids?: readonly string[];
                };
                /**
                 * Format: date-time
                 * @description Fail with `conflict` unless this is the current `updated_at` of the memory.
                 */
                readonly expected_updated_at?: string;
            }[];
            /** @description Instead of ids: selects your own memories as get_memories does. Call first with `dry_run`, then with `confirm`. */
            readonly filter?: {
                /**
                 * @description Only memories with this permission.
                 * @enum {string}
                 */
                readonly permission?: "private" | "public" | "shared";
                /** @description Only memories that have all of these tags. */
                readonly tags?: readonly string[];
                /** @description Only memories that have at least one of these tags. */
                readonly any_tags?: readonly string[];
                /** @description Only memories that have none of these tags. */
                readonly without_tags?: readonly string[];
                /** @description Only memories in this category. */
                readonly category?: string;
                /** @description true: only memories with a category; false: only those without. */
                readonly has_category?: boolean;
                /**
                 * Format: date-time
                 * @description Created at this time or later (ISO 8601).
                 */
                readonly created_after?: string;
                /**
                 * Format: date-time
                 * @description Created before this time (ISO 8601).
                 */
                readonly created_before?: string;
                /**
                 * Format: date-time
                 * @description Expires before this time (ISO 8601).
                 */
                readonly expires_before?: string;
                /** @description true: only memories that have an expiration date; false: only those without. */
                readonly has_expiry?: boolean;
                /**
                 * @description false: memories that have not expired. true: only your own expired ones.
                 * @default false
                 */
                readonly expired?: boolean;
            };
            /**
             * @description With `filter`: change nothing; return the number of matching memories and `confirm`.
             * @default false
             */
            readonly dry_run?: boolean;
            /** @description The `confirm` token that the same call with `dry_run` returned within the last 10 minutes. */
            readonly confirm?: string;
            /**
             * @description Only with `filter`.
             * @enum {string}
             */
            readonly permission?: "private" | "public" | "shared";
            /** @description Only with `filter`. */
            readonly shared_with?: {
                /** @description Ids of users. */
                readonly user_ids?: readonly string[];
                /** @description Ids of groups that you own or belong to. */
                readonly group_ids?: readonly string[];
            };
            /**
             * @description true: if one item fails, nothing is written and the call fails.
             * @default false
             */
            readonly atomic?: boolean;
        };
        readonly BatchModifyPermissionsOutput: {
            /** @description One result per item, in order. */
            readonly results?: readonly ({
                readonly index: number;
                /** @enum {string} */
                readonly status: "success" | "error";
                readonly memory?: components["schemas"]["Memory"];
                readonly error?: {
                    readonly code: string;
                    readonly message: string;
                    readonly details?: {
                        readonly [key: string]: unknown;
                    };
                } & {
                    readonly [key: string]: unknown;
                };
            } & {
                readonly [key: string]: unknown;
            })[];
            readonly succeeded?: number;
            readonly failed?: number;
            /** @description With `dry_run`: the number of matching memories. */
            readonly count?: number;
            /** @description With `dry_run`: the token to pass as `confirm` within 10 minutes. */
            readonly confirm?: string;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Choose who may read several memories
         * @description Set the permission of up to 1,000 of the caller's own memories in one call; each item has the fields of modify_permissions. Returns one result per item, in order. An invalid item does not affect the others unless `atomic` is true. With `filter` instead of `memories`, sets `permission` for all matching memories: call with `dry_run` first, tell the user the count, then pass the returned `confirm`.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "batch_modify_permissions",
         *       "data": {
         *         "memories": [
         *           {
         *             "memory_id": "3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52",
         *             "permission": "private"
         *           }
         *         ]
         *       }
         *     }
         */
        readonly BatchModifyPermissionsCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "batch_modify_permissions";
            readonly data: components["schemas"]["BatchModifyPermissionsInput"];
        };
        readonly BatchDeleteMemoriesInput: {
            /** @description Ids of the memories. */
            readonly memory_ids?: readonly string[];
            /** @description Instead of ids: selects your own memories as get_memories does. Call first with `dry_run`, then with `confirm`. */
            readonly filter?: {
                /**
                 * @description Only memories with this permission.
                 * @enum {string}
                 */
                readonly permission?: "private" | "public" | "shared";
                /** @description Only memories that have all of these tags. */
                readonly tags?: readonly string[];
                /** @description Only memories that have at least one of these tags. */
                readonly any_tags?: readonly string[];
                /** @description Only memories that have none of these tags. */
                readonly without_tags?: readonly string[];
                /** @description Only memories in this category. */
                readonly category?: string;
                /** @description true: only memories with a category; false: only those without. */
                readonly has_category?: boolean;
                /**
                 * Format: date-time
                 * @description Created at this time or later (ISO 8601).
                 */
                readonly created_after?: string;
                /**
                 * Format: date-time
                 * @description Created before this time (ISO 8601).
                 */
                readonly created_before?: string;
                /**
                 * Format: date-time
                 * @description Expires before this time (ISO 8601).
                 */
                readonly expires_before?: string;
                /** @description true: only memories that have an expiration date; false: only those without. */
                readonly has_expiry?: boolean;
                /**
                 * @description false: memories that have not expired. true: only your own expired ones.
                 * @default false
                 */
                readonly expired?: boolean;
            };
            /**
             * @description With `filter`: change nothing; return the number of matching memories and `confirm`.
             * @default false
             */
            readonly dry_run?: boolean;
            /** @description The `confirm` token that the same call with `dry_run` returned within the last 10 minutes. */
            readonly confirm?: string;
            /**
             * @description true: delete permanently instead of moving to the trash; also deletes a memory that is already in the trash.
             * @default false
             */
            readonly permanent?: boolean;
            /**
             * @description true: if one item fails, nothing is written and the call fails.
             * @default false
             */
            readonly atomic?: boolean;
        };
        readonly BatchDeleteMemoriesOutput: {
            /** @description One result per item, in order. */
            readonly results?: readonly ({
                readonly index: number;
                /** @enum {string} */
                readonly status: "success" | "error";
                /** @constant */
                readonly deleted?: true;
                /** Format: uuid */
                readonly memory_id?: string;
                /** @description The time until which restore_memories can restore it; null if it was deleted permanently. */
                readonly restorable_until?: string | null;
                readonly error?: {
                    readonly code: string;
                    readonly message: string;
                    readonly details?: {
                        readonly [key: string]: unknown;
                    };
                } & {
                    readonly [key: string]: unknown;
                };
            } & {
                readonly [key: string]: unknown;
            })[];
            readonly succeeded?: number;
            readonly failed?: number;
            /** @description With `dry_run`: the number of matching memories. */
            readonly count?: number;
            /** @description With `dry_run`: the token to pass as `confirm` within 10 minutes. */
            readonly confirm?: string;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Delete several memories
         * @description Delete up to 1,000 of the caller's own memories in one call. They move to the trash, from which restore_memories can restore them; with `permanent`, they are deleted immediately and cannot be restored. Returns one result per id, in order. An invalid id does not affect the others unless `atomic` is true. With `filter` instead of `memory_ids`, deletes all matching memories: call with `dry_run` first, tell the user the count, then pass the returned `confirm`.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "batch_delete_memories",
         *       "data": {
         *         "memory_ids": [
         *           "3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52"
         *         ]
         *       }
         *     }
         */
        readonly BatchDeleteMemoriesCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "batch_delete_memories";
            readonly data: components["schemas"]["BatchDeleteMemoriesInput"];
        };
        readonly ListDeletedMemoriesInput: {
            /** @default 50 */
            readonly limit?: number;
            /** @description The `next_cursor` of the previous page. */
            readonly cursor?: string;
        };
        readonly ListDeletedMemoriesOutput: {
            readonly memories: readonly components["schemas"]["DeletedMemory"][];
            /** @description Pass this as `cursor` to get the next page; null on the last page. */
            readonly next_cursor: string | null;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * List deleted memories
         * @description List the user's own deleted memories that can still be restored, the most recently deleted first, one page at a time.
         *
         *     Requires the scope `memories:read`.
         * @example {
         *       "tool": "list_deleted_memories",
         *       "data": {
         *         "limit": 20
         *       }
         *     }
         */
        readonly ListDeletedMemoriesCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "list_deleted_memories";
            readonly data: components["schemas"]["ListDeletedMemoriesInput"];
        };
        readonly RestoreMemoriesInput: {
            /** @description Ids of the memories. */
            readonly memory_ids: readonly string[];
            /**
             * @description true: if one id fails, nothing is done and the call fails.
             * @default false
             */
            readonly atomic?: boolean;
        };
        readonly RestoreMemoriesOutput: {
            /** @description One result per item, in order. */
            readonly results: readonly ({
                readonly index: number;
                /** @enum {string} */
                readonly status: "success" | "error";
                readonly memory?: components["schemas"]["Memory"];
                readonly error?: {
                    readonly code: string;
                    readonly message: string;
                    readonly details?: {
                        readonly [key: string]: unknown;
                    };
                } & {
                    readonly [key: string]: unknown;
                };
            } & {
                readonly [key: string]: unknown;
            })[];
            readonly succeeded: number;
            readonly failed: number;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Restore deleted memories
         * @description Restore up to 1,000 of the user's own deleted memories with their previous permission; shares with groups that the user has left are removed. Returns one result per id, in order. An invalid id does not affect the others unless `atomic` is true.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "restore_memories",
         *       "data": {
         *         "memory_ids": [
         *           "3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52"
         *         ]
         *       }
         *     }
         */
        readonly RestoreMemoriesCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "restore_memories";
            readonly data: components["schemas"]["RestoreMemoriesInput"];
        };
        readonly PurgeMemoriesInput: {
            /** @description Ids of the memories. */
            readonly memory_ids: readonly string[];
            /**
             * @description true: if one id fails, nothing is done and the call fails.
             * @default false
             */
            readonly atomic?: boolean;
        };
        readonly PurgeMemoriesOutput: {
            /** @description One result per item, in order. */
            readonly results: readonly ({
                readonly index: number;
                /** @enum {string} */
                readonly status: "success" | "error";
                /** @constant */
                readonly deleted?: true;
                /** Format: uuid */
                readonly memory_id?: string;
                /** @description The time until which restore_memories can restore it; null if it was deleted permanently. */
                readonly restorable_until?: string | null;
                readonly error?: {
                    readonly code: string;
                    readonly message: string;
                    readonly details?: {
                        readonly [key: string]: unknown;
                    };
                } & {
                    readonly [key: string]: unknown;
                };
            } & {
                readonly [key: string]: unknown;
            })[];
            readonly succeeded: number;
            readonly failed: number;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Delete permanently
         * @description Permanently delete up to 1,000 of the user's own memories from the trash. Ask the user first: this cannot be undone. Returns one result per id, in order. An invalid id does not affect the others unless `atomic` is true.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "purge_memories",
         *       "data": {
         *         "memory_ids": [
         *           "3f0b6c1e-8a0f-4a54-9a68-0b7f0a3f6c52"
         *         ]
         *       }
         *     }
         */
        readonly PurgeMemoriesCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "purge_memories";
            readonly data: components["schemas"]["PurgeMemoriesInput"];
        };
        readonly ListTagsInput: Record<string, never>;
        readonly ListTagsOutput: {
            readonly tags: readonly ({
                readonly tag: string;
                readonly count: number;
            } & {
                readonly [key: string]: unknown;
            })[];
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * List tags
         * @description List the tags of the user's own memories, the most used first, with the number of memories that have each tag. Use it to reuse existing tags instead of inventing new ones.
         *
         *     Requires the scope `memories:read`.
         * @example {
         *       "tool": "list_tags",
         *       "data": {}
         *     }
         */
        readonly ListTagsCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "list_tags";
            readonly data: components["schemas"]["ListTagsInput"];
        };
        readonly ListCategoriesInput: Record<string, never>;
        readonly ListCategoriesOutput: {
            readonly categories: readonly ({
                readonly category: string;
                readonly count: number;
            } & {
                readonly [key: string]: unknown;
            })[];
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * List categories
         * @description List the categories of the user's own memories, the largest first, with the number of memories in each. Use it to reuse existing categories instead of inventing new ones.
         *
         *     Requires the scope `memories:read`.
         * @example {
         *       "tool": "list_categories",
         *       "data": {}
         *     }
         */
        readonly ListCategoriesCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "list_categories";
            readonly data: components["schemas"]["ListCategoriesInput"];
        };
        readonly RenameTagInput: {
            /** @description The current name, in any spelling. */
            readonly from: string;
            /** @description The new name. If a label with this name exists, the two are merged. */
            readonly to: string;
        };
        readonly RenameTagOutput: {
            /** @description The number of memories that changed. */
            readonly renamed: number;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Rename a tag
         * @description Rename a tag on all of the user's own memories, including expired ones, and in the filters of the user's personas. If a tag with the new name exists, the two are merged. Tags are compared without regard to case; to change the spelling of a tag, pass the new spelling as `to`.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "rename_tag",
         *       "data": {
         *         "from": "travelling",
         *         "to": "travel"
         *       }
         *     }
         */
        readonly RenameTagCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "rename_tag";
            readonly data: components["schemas"]["RenameTagInput"];
        };
        readonly RenameCategoryInput: {
            /** @description The current name, in any spelling. */
            readonly from: string;
            /** @description The new name. If a label with this name exists, the two are merged. */
            readonly to: string;
        };
        readonly RenameCategoryOutput: {
            /** @description The number of memories that changed. */
            readonly renamed: number;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Rename a category
         * @description Rename a category on all of the user's own memories, including expired ones, and in the filters of the user's personas. If a category with the new name exists, the two are merged. Categories are compared without regard to case; to change the spelling of a category, pass the new spelling as `to`.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "rename_category",
         *       "data": {
         *         "from": "hobbies",
         *         "to": "leisure"
         *       }
         *     }
         */
        readonly RenameCategoryCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "rename_category";
            readonly data: components["schemas"]["RenameCategoryInput"];
        };
        readonly ExportMemoriesInput: {
            /**
             * @description `json`: one list. `jsonl`: one record per line. `csv`: a table with a header. `markdown`: readable text.
             * @enum {string}
             */
            readonly format: "json" | "jsonl" | "csv" | "markdown";
            /**
             * @description Only memories with this permission.
             * @enum {string}
             */
            readonly permission?: "private" | "public" | "shared";
            /** @description Only memories that have all of these tags. */
            readonly tags?: readonly string[];
            /** @description Only memories that have at least one of these tags. */
            readonly any_tags?: readonly string[];
            /** @description Only memories that have none of these tags. */
            readonly without_tags?: readonly string[];
            /** @description Only memories in this category. */
            readonly category?: string;
            /** @description true: only memories with a category; false: only those without. */
            readonly has_category?: boolean;
            /**
             * Format: date-time
             * @description Created at this time or later (ISO 8601).
             */
            readonly created_after?: string;
            /**
             * Format: date-time
             * @description Created before this time (ISO 8601).
             */
            readonly created_before?: string;
            /**
             * Format: date-time
             * @description Expires before this time (ISO 8601).
             */
            readonly expires_before?: string;
            /** @description true: only memories that have an expiration date; false: only those without. */
            readonly has_expiry?: boolean;
            /**
             * @description true: include expired memories.
             * @default false
             */
            readonly include_expired?: boolean;
            /** @default 200 */
            readonly limit?: number;
            /** @description The `next_cursor` of the previous page. The filters must be the same. */
            readonly cursor?: string;
        };
        readonly ExportMemoriesOutput: {
            /** @enum {string} */
            readonly format: "json" | "jsonl" | "csv" | "markdown";
            /** @description A complete file in the given format. */
            readonly content: string;
            /** @description The number of memories in the file. */
            readonly count: number;
            /** @description Pass this as `cursor` to get the next file; null on the last file. */
            readonly next_cursor: string | null;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Export memories
         * @description Export the user's own memories, oldest first, as a file in JSON, JSON Lines, CSV or Markdown, which import_memories can import without loss. Takes the same filters as get_memories. A long export is split into several files, one per page. To read memories instead of saving a copy, use get_memories.
         *
         *     Requires the scope `memories:read`.
         * @example {
         *       "tool": "export_memories",
         *       "data": {
         *         "format": "markdown",
         *         "tags": [
         *           "travel"
         *         ],
         *         "limit": 100
         *       }
         *     }
         */
        readonly ExportMemoriesCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "export_memories";
            readonly data: components["schemas"]["ExportMemoriesInput"];
        };
        readonly ImportMemoriesInput: {
            /**
             * @description `json`: one list. `jsonl`: one record per line. `csv`: a table with a header. `markdown`: readable text.
             * @enum {string}
             */
            readonly format: "json" | "jsonl" | "csv" | "markdown";
            /** @description The complete file as text. */
            readonly content: string;
        };
        /** @description The result of an import. */
        readonly ImportMemoriesOutput: {
            /** @description The number of memories that were added. */
            readonly imported: number;
            /** @description The number of records whose memories already existed. */
            readonly unchanged: number;
            readonly refused_count: number;
            /** @description The first 1,000 records that were not imported, with the reason for each. */
            readonly refused: readonly ({
                /** @description The line on which the record begins, counted from 1. */
                readonly line: number;
                readonly code: string;
                readonly message: string;
                readonly field?: string;
            } & {
                readonly [key: string]: unknown;
            })[];
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Import memories
         * @description Import memories from a file: one that export_memories wrote, a table or list with at least a `text` for each record, or notes in Markdown, where each list item and paragraph becomes a memory. Existing memories are never changed, and importing the same file twice adds nothing. Returns the number of imported memories, and the line and reason for each rejected record; the other records are imported.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "import_memories",
         *       "data": {
         *         "format": "markdown",
         *         "content": "- Likes strong coffee.\n- Plays the viola.\n"
         *       }
         *     }
         */
        readonly ImportMemoriesCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "import_memories";
            readonly data: components["schemas"]["ImportMemoriesInput"];
        };
        readonly CreateGroupInput: {
            /**
             * Format: uuid
             * @description Id of the new group: any UUID of your choice, to make the call safe to repeat.
             */
            readonly id?: string;
            /** @description Name of the group, unique among your groups. */
            readonly name: string;
            /** @description What the group is for. */
            readonly description?: string;
            /** @description Ids of users. */
            readonly member_ids?: readonly string[];
        };
        readonly CreateGroupOutput: {
            /** Format: uuid */
            readonly id: string;
            /** Format: uuid */
            readonly owner_id: string;
            readonly name: string;
            readonly description: string | null;
            /** @description The members other than the owner. Visible only to the owner. */
            readonly member_ids: readonly string[];
            /** Format: date-time */
            readonly created_at: string;
            /** Format: date-time */
            readonly updated_at: string;
            /** @description false if an earlier call with the same `id` and content already created it. */
            readonly created: boolean;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Create a group
         * @description Create a group of users to share memories with. The caller owns the group. To make the call safe to repeat, pass an `id` of your choice: the same `id` with the same content returns the stored group with `created: false`; with different content, the call fails with `conflict`.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "create_group",
         *       "data": {
         *         "name": "Family",
         *         "member_ids": [
         *           "9b2f4f5e-6d3c-4d5e-8f70-112233445566"
         *         ]
         *       }
         *     }
         */
        readonly CreateGroupCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "create_group";
            readonly data: components["schemas"]["CreateGroupInput"];
        };
        readonly UpdateGroupInput: {
            /**
             * Format: uuid
             * @description Id of the group.
             */
            readonly group_id: string;
            /** @description Name of the group, unique among your groups. */
            readonly name?: string;
            readonly description?: string | null;
            /**
             * Format: date-time
             * @description Fail with `conflict` unless this is the current `updated_at` of the group.
             */
            readonly expected_updated_at?: string;
        };
        readonly UpdateGroupOutput: components["schemas"]["Group"];
        /**
         * Change a group
         * @description Change the name or description of a group that the caller owns. A null description clears it. With `expected_updated_at`, the call fails with `conflict` if the group has changed since that time.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "update_group",
         *       "data": {
         *         "group_id": "5a1d9f0c-7b44-4c6e-9d38-6f1e2d3c4b5a",
         *         "name": "Close family"
         *       }
         *     }
         */
        readonly UpdateGroupCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "update_group";
            readonly data: components["schemas"]["UpdateGroupInput"];
        };
        readonly DeleteGroupInput: {
            /**
             * Format: uuid
             * @description Id of the group.
             */
            readonly group_id: string;
            /**
             * Format: date-time
             * @description Fail with `conflict` unless this is the current `updated_at` of the group.
             */
            readonly expected_updated_at?: string;
        };
        readonly DeleteGroupOutput: {
            /** @constant */
            readonly deleted: true;
            /** Format: uuid */
            readonly group_id: string;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Delete a group
         * @description Delete a group that the caller owns. Its members can no longer read what was shared with it; the memories are not deleted. With `expected_updated_at`, the call fails with `conflict` if the group has changed since that time.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "delete_group",
         *       "data": {
         *         "group_id": "5a1d9f0c-7b44-4c6e-9d38-6f1e2d3c4b5a"
         *       }
         *     }
         */
        readonly DeleteGroupCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "delete_group";
            readonly data: components["schemas"]["DeleteGroupInput"];
        };
        readonly ListGroupsInput: Record<string, never>;
        readonly ListGroupsOutput: {
            readonly groups: readonly components["schemas"]["Group"][];
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * List groups
         * @description List the groups that the caller owns or belongs to, ordered by name.
         *
         *     Requires the scope `memories:read`.
         * @example {
         *       "tool": "list_groups",
         *       "data": {}
         *     }
         */
        readonly ListGroupsCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "list_groups";
            readonly data: components["schemas"]["ListGroupsInput"];
        };
        readonly AddGroupMembersInput: {
            /**
             * Format: uuid
             * @description Id of the group.
             */
            readonly group_id: string;
            /** @description Ids of users. */
            readonly user_ids: readonly string[];
        };
        readonly AddGroupMembersOutput: components["schemas"]["Group"];
        /**
         * Add members to a group
         * @description Add users to a group that the caller owns. They can then read what is shared with the group.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "add_group_members",
         *       "data": {
         *         "group_id": "5a1d9f0c-7b44-4c6e-9d38-6f1e2d3c4b5a",
         *         "user_ids": [
         *           "9b2f4f5e-6d3c-4d5e-8f70-112233445566"
         *         ]
         *       }
         *     }
         */
        readonly AddGroupMembersCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "add_group_members";
            readonly data: components["schemas"]["AddGroupMembersInput"];
        };
        readonly RemoveGroupMembersInput: {
            /**
             * Format: uuid
             * @description Id of the group.
             */
            readonly group_id: string;
            /** @description Ids of users. */
            readonly user_ids: readonly string[];
        };
        readonly RemoveGroupMembersOutput: components["schemas"]["Group"];
        /**
         * Remove members from a group
         * @description Remove users from a group that the caller owns. They immediately lose access to what is shared with the group. A member who is not the owner can only remove themselves.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "remove_group_members",
         *       "data": {
         *         "group_id": "5a1d9f0c-7b44-4c6e-9d38-6f1e2d3c4b5a",
         *         "user_ids": [
         *           "9b2f4f5e-6d3c-4d5e-8f70-112233445566"
         *         ]
         *       }
         *     }
         */
        readonly RemoveGroupMembersCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "remove_group_members";
            readonly data: components["schemas"]["RemoveGroupMembersInput"];
        };
        readonly QueryUserInput: {
            /** @description The user whom the question is about: a user id, or `me` for yourself. */
            readonly user_id: "me" | string;
            /** @description The question. Required unless `query` is given. */
            readonly prompt?: string;
            /** @description An alias of `prompt`. */
            readonly query?: string;
            /** @description Maximum number of memories to answer from. Default: as many as fit. */
            readonly limit?: number;
            /** @description Each parameter overrides the one of the persona. */
            readonly parameters?: {
                /** @description A model that the operator allows. */
                readonly model?: string;
                readonly temperature?: number;
                /** @description Maximum number of tokens in an answer. The operator may allow fewer. */
                readonly max_tokens?: number;
            };
            /** @description Id of one of this user's personas (see list_personas). Default: the user's default persona. */
            readonly persona_id?: "me" | string;
        };
        readonly QueryUserOutput: components["schemas"]["Answer"];
        /**
         * Ask about a user
         * @description Answer the question in `prompt` about a user from that user's memories, with a language model. Returns the answer and the memories that it is based on. `user_id` may be `me`. For the caller, the answer can use all of their own memories; for another user, the public memories and those shared with the caller. Expired memories are never used. To get memories instead of an answer, use query_memory.
         *
         *     Requires the scope `memories:read`.
         * @example {
         *       "tool": "query_user",
         *       "data": {
         *         "user_id": "9b2f4f5e-6d3c-4d5e-8f70-112233445566",
         *         "prompt": "Where would they like to sit on a long flight?"
         *       }
         *     }
         */
        readonly QueryUserCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "query_user";
            readonly data: components["schemas"]["QueryUserInput"];
        };
        readonly QueryPersonaInput: {
            /** @description Id of the persona. A user's default persona has the user's id; `me` is your default persona. */
            readonly persona_id: "me" | string;
            /** @description The question. Required unless `query` is given. */
            readonly prompt?: string;
            /** @description An alias of `prompt`. */
            readonly query?: string;
            /** @description Maximum number of memories to answer from. Default: as many as fit. */
            readonly limit?: number;
            /** @description Each parameter overrides the one of the persona. */
            readonly parameters?: {
                /** @description A model that the operator allows. */
                readonly model?: string;
                readonly temperature?: number;
                /** @description Maximum number of tokens in an answer. The operator may allow fewer. */
                readonly max_tokens?: number;
            };
        };
        readonly QueryPersonaOutput: components["schemas"]["Answer"];
        /**
         * Ask a persona
         * @description Answer the question in `prompt` as the given persona: according to its instructions, from those of its owner's memories that match its filter and that the caller may read. Returns the answer and the memories that it is based on. A user's default persona has the user's own id; `me` is the caller's default persona. To list the personas of a user, use list_personas. To ask a user's default persona, use query_user.
         *
         *     Requires the scope `memories:read`.
         * @example {
         *       "tool": "query_persona",
         *       "data": {
         *         "persona_id": "c1f5b0de-2f7a-4c11-9a53-7e6d5c4b3a29",
         *         "prompt": "What are you working on this month?",
         *         "parameters": {
         *           "temperature": 0.2,
         *           "max_tokens": 400
         *         }
         *       }
         *     }
         */
        readonly QueryPersonaCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "query_persona";
            readonly data: components["schemas"]["QueryPersonaInput"];
        };
        readonly CreatePersonaInput: {
            /**
             * Format: uuid
             * @description Id of the new persona: any UUID of your choice, to make the call safe to repeat.
             */
            readonly id?: string;
            /** @description Name of the persona. */
            readonly name: string;
            /** @description What the persona is for, shown to users who choose a persona. */
            readonly description?: string;
            /** @description How to answer: role, tone, language, what to leave out. Only you can read them, but the language model may reveal them in its answers. */
            readonly instructions?: string;
            /**
             * @description `public`: every user may list it by your user id, see its name and description, and ask it. `private`: only you. In both cases, answers use only memories that the caller may read.
             * @enum {string}
             */
            readonly permission?: "public" | "private";
            /** @description The memories that the persona answers from: those that meet all conditions. */
            readonly memory_filter?: {
                /**
                 * @description Only memories with this permission.
                 * @enum {string}
                 */
                readonly permission?: "private" | "public" | "shared";
                /** @description Only memories that have all of these tags. */
                readonly tags?: readonly string[];
                /** @description Only memories that have at least one of these tags. */
                readonly any_tags?: readonly string[];
                /** @description Only memories that have none of these tags. */
                readonly without_tags?: readonly string[];
                /** @description Only memories in this category. */
                readonly category?: string;
                /** @description true: only memories with a category; false: only those without. */
                readonly has_category?: boolean;
                /**
                 * Format: date-time
                 * @description Created at this time or later (ISO 8601).
                 */
                readonly created_after?: string;
                /**
                 * Format: date-time
                 * @description Created before this time (ISO 8601).
                 */
                readonly created_before?: string;
                /**
                 * Format: date-time
                 * @description Expires before this time (ISO 8601).
                 */
                readonly expires_before?: string;
                /** @description true: only memories that have an expiration date; false: only those without. */
                readonly has_expiry?: boolean;
            };
            /** @description Parameters for the language model. */
            readonly parameters?: {
                /** @description A model that the operator allows. */
                readonly model?: string;
                readonly temperature?: number;
                /** @description Maximum number of tokens in an answer. The operator may allow fewer. */
                readonly max_tokens?: number;
            };
        };
        readonly CreatePersonaOutput: {
            /**
             * Format: uuid
             * @description A user's default persona has the user's own id.
             */
            readonly id: string;
            /**
             * Format: uuid
             * @description Id of the owner, whose memories it answers from.
             */
            readonly user_id: string;
            readonly name: string;
            readonly description: string | null;
            readonly is_default: boolean;
            /**
             * @description Only for the owner of the persona.
             * @enum {string}
             */
            readonly permission?: "public" | "private";
            /** @description Only for the owner of the persona. */
            readonly instructions?: string | null;
            /** @description Only for the owner of the persona. */
            readonly memory_filter?: {
                readonly tags?: readonly string[];
                readonly any_tags?: readonly string[];
                readonly without_tags?: readonly string[];
                readonly category?: string;
                readonly has_category?: boolean;
                /** @enum {string} */
                readonly permission?: "private" | "public" | "shared";
                /** Format: date-time */
                readonly created_after?: string;
                /** Format: date-time */
                readonly created_before?: string;
                /** Format: date-time */
                readonly expires_before?: string;
                readonly has_expiry?: boolean;
            } & {
                readonly [key: string]: unknown;
            };
            /** @description Only for the owner of the persona. */
            readonly parameters?: {
                readonly model?: string;
                readonly temperature?: number;
                readonly max_tokens?: number;
            } & {
                readonly [key: string]: unknown;
            };
            /** @description Only for the owner of the persona. null if a default persona was never changed. */
            readonly created_at?: string | null;
            readonly updated_at?: string | null;
            /** @description false if an earlier call with the same `id` and content already created it. */
            readonly created: boolean;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Create a persona
         * @description Create a persona: a named view of the caller's memories that answers questions according to the given instructions, from the memories that match `memory_filter`. Unless it is private, other users may ask it too; their answers use only memories that they may read. To make the call safe to repeat, pass an `id` of your choice: the same `id` with the same content returns the stored persona with `created: false`; with different content, the call fails with `conflict`.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "create_persona",
         *       "data": {
         *         "name": "At work",
         *         "description": "Knows my projects and appointments.",
         *         "instructions": "Answer in two sentences at most, and formally.",
         *         "memory_filter": {
         *           "category": "work",
         *           "created_after": "2026-01-01T00:00:00Z"
         *         },
         *         "parameters": {
         *           "temperature": 0.2,
         *           "max_tokens": 400
         *         }
         *       }
         *     }
         */
        readonly CreatePersonaCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "create_persona";
            readonly data: components["schemas"]["CreatePersonaInput"];
        };
        readonly UpdatePersonaInput: {
            /**
             * Format: uuid
             * @description Id of the persona. Your own user id identifies your default persona.
             */
            readonly persona_id: string;
            /** @description Name of the persona. */
            readonly name?: string;
            readonly description?: string | null;
            readonly instructions?: string | null;
            /**
             * @description `public`: every user may list it by your user id, see its name and description, and ask it. `private`: only you. In both cases, answers use only memories that the caller may read.
             * @enum {string}
             */
            readonly permission?: "public" | "private";
            readonly memory_filter?: {
                /**
                 * @description Only memories with this permission.
                 * @enum {string}
                 */
                readonly permission?: "private" | "public" | "shared";
                /** @description Only memories that have all of these tags. */
                readonly tags?: readonly string[];
                /** @description Only memories that have at least one of these tags. */
                readonly any_tags?: readonly string[];
                /** @description Only memories that have none of these tags. */
                readonly without_tags?: readonly string[];
                /** @description Only memories in this category. */
                readonly category?: string;
                /** @description true: only memories with a category; false: only those without. */
                readonly has_category?: boolean;
                /**
                 * Format: date-time
                 * @description Created at this time or later (ISO 8601).
                 */
                readonly created_after?: string;
                /**
                 * Format: date-time
                 * @description Created before this time (ISO 8601).
                 */
                readonly created_before?: string;
                /**
                 * Format: date-time
                 * @description Expires before this time (ISO 8601).
                 */
                readonly expires_before?: string;
                /** @description true: only memories that have an expiration date; false: only those without. */
                readonly has_expiry?: boolean;
            } | null;
            readonly parameters?: {
                /** @description A model that the operator allows. */
                readonly model?: string;
                readonly temperature?: number;
                /** @description Maximum number of tokens in an answer. The operator may allow fewer. */
                readonly max_tokens?: number;
            } | null;
            readonly expected_updated_at?: string | null;
        };
        readonly UpdatePersonaOutput: components["schemas"]["Persona"];
        /**
         * Change a persona
         * @description Change one of the caller's own personas. Omitted fields stay unchanged; null clears a field. `memory_filter` and `parameters` are replaced as a whole. The caller's own user id identifies their default persona, which can be changed like any other. With `expected_updated_at`, the call fails with `conflict` if the persona has changed since that time; pass null for a default persona that was never changed.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "update_persona",
         *       "data": {
         *         "persona_id": "c1f5b0de-2f7a-4c11-9a53-7e6d5c4b3a29",
         *         "instructions": "Answer in one sentence.",
         *         "memory_filter": {
         *           "tags": [
         *             "project"
         *           ]
         *         }
         *       }
         *     }
         */
        readonly UpdatePersonaCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "update_persona";
            readonly data: components["schemas"]["UpdatePersonaInput"];
        };
        readonly DeletePersonaInput: {
            /**
             * Format: uuid
             * @description Id of the persona. Your own user id identifies your default persona.
             */
            readonly persona_id: string;
            /**
             * Format: date-time
             * @description Fail with `conflict` unless this is the current `updated_at` of the persona.
             */
            readonly expected_updated_at?: string;
        };
        readonly DeletePersonaOutput: {
            /** @constant */
            readonly deleted: true;
            /** Format: uuid */
            readonly persona_id: string;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Delete a persona
         * @description Delete one of the caller's own personas permanently; the memories are not deleted. The default persona can be changed but not deleted. With `expected_updated_at`, the call fails with `conflict` if the persona has changed since that time.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "delete_persona",
         *       "data": {
         *         "persona_id": "c1f5b0de-2f7a-4c11-9a53-7e6d5c4b3a29"
         *       }
         *     }
         */
        readonly DeletePersonaCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "delete_persona";
            readonly data: components["schemas"]["DeletePersonaInput"];
        };
        readonly ListPersonasInput: {
            /**
             * Format: uuid
             * @description Id of the user whose personas to list. Default: your own.
             */
            readonly user_id?: string;
        };
        readonly ListPersonasOutput: {
            readonly personas: readonly components["schemas"]["Persona"][];
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * List personas
         * @description List the caller's personas with all their settings, or, with `user_id`, the name and description of another user's personas that the caller may ask. The default persona, which every user has, comes first.
         *
         *     Requires the scope `memories:read`.
         * @example {
         *       "tool": "list_personas",
         *       "data": {
         *         "user_id": "9b2f4f5e-6d3c-4d5e-8f70-112233445566"
         *       }
         *     }
         */
        readonly ListPersonasCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "list_personas";
            readonly data: components["schemas"]["ListPersonasInput"];
        };
        readonly GetProfileInput: {
            /**
             * Format: uuid
             * @description Id of the user whose profile to get. Default: your own.
             */
            readonly user_id?: string;
        };
        /** @description A user. */
        readonly GetProfileOutput: {
            /** Format: uuid */
            readonly id: string;
            /** @description null: a user without an account on this server. */
            readonly username: string | null;
            readonly name: string | null;
            readonly bio: string | null;
            readonly avatar_url: string | null;
            /** @description Present only in your own profile. */
            readonly email?: string | null;
            /** @description Present only in your own profile. */
            readonly locale?: string | null;
            /** @description Present only in your own profile. */
            readonly created_at?: string | null;
            /** @description Present only in your own profile. */
            readonly settings?: {
                /** @enum {string} */
                readonly default_permission: "private" | "public";
                readonly default_expiry_days: number | null;
                readonly persona_enabled: boolean;
                readonly discoverable: boolean;
            } & {
                readonly [key: string]: unknown;
            };
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Read a profile
         * @description The caller's own profile and settings, or with `user_id` what another user shows of themself: username, name, bio and picture. Only users who want to be found show anything.
         *
         *     Requires the scope `memories:read`.
         * @example {
         *       "tool": "get_profile",
         *       "data": {}
         *     }
         */
        readonly GetProfileCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "get_profile";
            readonly data: components["schemas"]["GetProfileInput"];
        };
        readonly UpdateProfileInput: {
            /** @description Your display name. null clears it. */
            readonly name?: string | null;
            readonly bio?: string | null;
            readonly avatar_url?: string | null;
            readonly locale?: string | null;
            readonly settings?: {
                /**
                 * @description Permission of new memories that are submitted without one.
                 * @enum {string}
                 */
                readonly default_permission?: "private" | "public";
                /** @description The number of days after which new memories expire that are submitted without an expiry; null: never. */
                readonly default_expiry_days?: number | null;
                /** @description Whether other users may ask your personas. */
                readonly persona_enabled?: boolean;
                /** @description Whether other users can find you by your username and read your profile. */
                readonly discoverable?: boolean;
            };
        };
        /** @description The caller's own profile. */
        readonly UpdateProfileOutput: {
            /** Format: uuid */
            readonly id: string;
            /** @description null: a user without an account on this server. */
            readonly username: string | null;
            readonly name: string | null;
            readonly bio: string | null;
            readonly avatar_url: string | null;
            readonly email: string | null;
            readonly locale: string | null;
            readonly created_at: string | null;
            readonly settings: {
                /** @enum {string} */
                readonly default_permission: "private" | "public";
                readonly default_expiry_days: number | null;
                readonly persona_enabled: boolean;
                readonly discoverable: boolean;
            } & {
                readonly [key: string]: unknown;
            };
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Change the user's profile
         * @description Change the user's own profile and settings: name, bio, picture and language; the default permission and expiry of new memories; whether other users may ask the user's personas and find the user. Omitted fields stay unchanged; null clears a field. Change settings only when the user asks for it.
         *
         *     Requires the scope `memories:write`.
         * @example {
         *       "tool": "update_profile",
         *       "data": {
         *         "name": "Ann",
         *         "locale": "en-GB",
         *         "settings": {
         *           "default_expiry_days": 365,
         *           "discoverable": true
         *         }
         *       }
         *     }
         */
        readonly UpdateProfileCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "update_profile";
            readonly data: components["schemas"]["UpdateProfileInput"];
        };
        readonly FindUsersInput: {
            /** @description A username, or at least its first three characters, in any case. */
            readonly query: string;
            /** @default 10 */
            readonly limit?: number;
        };
        readonly FindUsersOutput: {
            readonly users: readonly ({
                /** Format: uuid */
                readonly id: string;
                /** @description null: a user without an account on this server. */
                readonly username: string | null;
                readonly name: string | null;
                readonly bio: string | null;
                readonly avatar_url: string | null;
            } & {
                readonly [key: string]: unknown;
            })[];
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Find users
         * @description Find users to share with or to ask about, by username or by the first characters of a username (at least three). Returns only users who have chosen to be discoverable. To find groups to share with, use list_groups.
         *
         *     Requires the scope `memories:read`.
         * @example {
         *       "tool": "find_users",
         *       "data": {
         *         "query": "ann"
         *       }
         *     }
         */
        readonly FindUsersCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "find_users";
            readonly data: components["schemas"]["FindUsersInput"];
        };
        readonly GetActivityInput: {
            /** @description Only actions of this kind: the name of an operation, or an event such as `login`. */
            readonly action?: string;
            /**
             * Format: date-time
             * @description Start of the period, inclusive. Default: all entries, and counts for the last 30 days.
             */
            readonly since?: string;
            /**
             * Format: date-time
             * @description End of the period, exclusive.
             */
            readonly until?: string;
            /**
             * @description Maximum number of entries per page.
             * @default 50
             */
            readonly limit?: number;
            /** @description The `next_cursor` of the previous page. */
            readonly cursor?: string;
        };
        readonly GetActivityOutput: {
            readonly entries: readonly ({
                /** Format: uuid */
                readonly id: string;
                /** Format: date-time */
                readonly at: string;
                /** @description The name of an operation, or an event such as `login`. */
                readonly action: string;
                /** @enum {string} */
                readonly outcome: "success" | "refused" | "failed";
                /** @description The error code, if the action was refused or failed. */
                readonly reason: string | null;
                readonly user_id: string | null;
                /** @description The OAuth client that made the request. */
                readonly client_id: string | null;
                /** @description The network address of the request. */
                readonly address: string | null;
                readonly duration_ms: number | null;
                /** @description Ids, scopes and counts that identify what the action affected. */
                readonly details: {
                    readonly [key: string]: string | number | boolean;
                };
            } & {
                readonly [key: string]: unknown;
            })[];
            /** @description Pass this as `cursor` to get the next page; null on the last page. */
            readonly next_cursor: string | null;
            readonly counts: readonly ({
                /**
                 * Format: date
                 * @description A UTC day.
                 */
                readonly day: string;
                readonly action: string;
                readonly count: number;
            } & {
                readonly [key: string]: unknown;
            })[];
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * Get activity
         * @description List the actions performed on the user's behalf, newest first: time, client, network address, outcome and duration. Also returns the number of actions of each kind per UTC day, for the last 30 days unless `since` is given. Never includes the content of memories. Use it when the user asks who or what has used their memories.
         *
         *     Requires the scope `memories:read`.
         * @example {
         *       "tool": "get_activity",
         *       "data": {
         *         "action": "query_memory",
         *         "since": "2030-01-01T00:00:00Z",
         *         "limit": 20
         *       }
         *     }
         */
        readonly GetActivityCall: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly tool: "get_activity";
            readonly data: components["schemas"]["GetActivityInput"];
        };
        readonly ToolCall: components["schemas"]["SubmitMemoryCall"] | components["schemas"]["GetMemoryCall"] | components["schemas"]["GetMemoriesCall"] | components["schemas"]["RetrieveMemoriesCall"] | components["schemas"]["QueryMemoryCall"] | components["schemas"]["UpdateMemoryCall"] | components["schemas"]["ModifyPermissionsCall"] | components["schemas"]["DeleteMemoryCall"] | components["schemas"]["BatchSubmitMemoriesCall"] | components["schemas"]["BatchUpdateMemoriesCall"] | components["schemas"]["BatchModifyPermissionsCall"] | components["schemas"]["BatchDeleteMemoriesCall"] | components["schemas"]["ListDeletedMemoriesCall"] | components["schemas"]["RestoreMemoriesCall"] | components["schemas"]["PurgeMemoriesCall"] | components["schemas"]["ListTagsCall"] | components["schemas"]["ListCategoriesCall"] | components["schemas"]["RenameTagCall"] | components["schemas"]["RenameCategoryCall"] | components["schemas"]["ExportMemoriesCall"] | components["schemas"]["ImportMemoriesCall"] | components["schemas"]["CreateGroupCall"] | components["schemas"]["UpdateGroupCall"] | components["schemas"]["DeleteGroupCall"] | components["schemas"]["ListGroupsCall"] | components["schemas"]["AddGroupMembersCall"] | components["schemas"]["RemoveGroupMembersCall"] | components["schemas"]["QueryUserCall"] | components["schemas"]["QueryPersonaCall"] | components["schemas"]["CreatePersonaCall"] | components["schemas"]["UpdatePersonaCall"] | components["schemas"]["DeletePersonaCall"] | components["schemas"]["ListPersonasCall"] | components["schemas"]["GetProfileCall"] | components["schemas"]["UpdateProfileCall"] | components["schemas"]["FindUsersCall"] | components["schemas"]["GetActivityCall"];
        readonly ToolResult: {
            /** @constant */
            readonly status: "success";
            /** @description The output of the tool that was called. */
            readonly data: components["schemas"]["SubmitMemoryOutput"] | components["schemas"]["GetMemoryOutput"] | components["schemas"]["GetMemoriesOutput"] | components["schemas"]["RetrieveMemoriesOutput"] | components["schemas"]["QueryMemoryOutput"] | components["schemas"]["UpdateMemoryOutput"] | components["schemas"]["ModifyPermissionsOutput"] | components["schemas"]["DeleteMemoryOutput"] | components["schemas"]["BatchSubmitMemoriesOutput"] | components["schemas"]["BatchUpdateMemoriesOutput"] | components["schemas"]["BatchModifyPermissionsOutput"] | components["schemas"]["BatchDeleteMemoriesOutput"] | components["schemas"]["ListDeletedMemoriesOutput"] | components["schemas"]["RestoreMemoriesOutput"] | components["schemas"]["PurgeMemoriesOutput"] | components["schemas"]["ListTagsOutput"] | components["schemas"]["ListCategoriesOutput"] | components["schemas"]["RenameTagOutput"] | components["schemas"]["RenameCategoryOutput"] | components["schemas"]["ExportMemoriesOutput"] | components["schemas"]["ImportMemoriesOutput"] | components["schemas"]["CreateGroupOutput"] | components["schemas"]["UpdateGroupOutput"] | components["schemas"]["DeleteGroupOutput"] | components["schemas"]["ListGroupsOutput"] | components["schemas"]["AddGroupMembersOutput"] | components["schemas"]["RemoveGroupMembersOutput"] | components["schemas"]["QueryUserOutput"] | components["schemas"]["QueryPersonaOutput"] | components["schemas"]["CreatePersonaOutput"] | components["schemas"]["UpdatePersonaOutput"] | components["schemas"]["DeletePersonaOutput"] | components["schemas"]["ListPersonasOutput"] | components["schemas"]["GetProfileOutput"] | components["schemas"]["UpdateProfileOutput"] | components["schemas"]["FindUsersOutput"] | components["schemas"]["GetActivityOutput"];
        };
        readonly OAuthError: {
            /** @description A stable code for programs. */
            readonly error: string;
            /** @description A description for people. */
            readonly error_description: string;
        };
    };
    responses: {
        /** @description The input is not valid; the message names the field. */
        readonly invalid_input: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "error",
                 *       "error": {
                 *         "code": "invalid_input",
                 *         "message": "text: must not be empty",
                 *         "details": {
                 *           "field": "text",
                 *           "fields": [
                 *             {
                 *               "field": "text",
                 *               "message": "must not be empty"
                 *             }
                 *           ]
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description No valid access token. `WWW-Authenticate` says where to get one. */
        readonly unauthenticated: {
            headers: {
                readonly "WWW-Authenticate"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "error",
                 *       "error": {
                 *         "code": "unauthenticated",
                 *         "message": "This requires a bearer token in the Authorization header."
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The token lacks a scope (`insufficient_scope`), or the caller may not do this (`permission_denied`). */
        readonly insufficient_scope: {
            headers: {
                readonly "WWW-Authenticate"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "error",
                 *       "error": {
                 *         "code": "insufficient_scope",
                 *         "message": "This requires the scope memories:write.",
                 *         "details": {
                 *           "required_scopes": [
                 *             "memories:write"
                 *           ]
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description No such thing, or none that the caller may see. */
        readonly not_found: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "error",
                 *       "error": {
                 *         "code": "not_found",
                 *         "message": "There is no such memory."
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The resource has changed since it was read, or already exists; or a call with the same `Idempotency-Key` is in progress, and `Retry-After` gives the time to retry after. */
        readonly conflict: {
            headers: {
                /** @description Seconds. */
                readonly "Retry-After"?: number;
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "error",
                 *       "error": {
                 *         "code": "conflict",
                 *         "message": "The memory has changed since it was read."
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is too large. */
        readonly payload_too_large: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "error",
                 *       "error": {
                 *         "code": "payload_too_large",
                 *         "message": "The body is larger than 16777216 bytes.",
                 *         "details": {
                 *           "max_bytes": 16777216
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is not JSON. */
        readonly unsupported_media_type: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "error",
                 *       "error": {
                 *         "code": "unsupported_media_type",
                 *         "message": "The body must be JSON: Content-Type: application/json."
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description An item of an atomic batch failed, or the `Idempotency-Key` was already used with a different body. */
        readonly unprocessable: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "error",
                 *       "error": {
                 *         "code": "unprocessable",
                 *         "message": "An item of the atomic batch failed; nothing was written."
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Too many requests; `Retry-After` says when to come again. */
        readonly rate_limited: {
            headers: {
                /** @description Seconds. */
                readonly "Retry-After"?: number;
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "error",
                 *       "error": {
                 *         "code": "rate_limited",
                 *         "message": "Too many requests."
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description An error of the server. It has been logged under the id in `X-Request-Id`. */
        readonly internal: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "error",
                 *       "error": {
                 *         "code": "internal",
                 *         "message": "Internal server error. It has been logged."
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Not possible right now; `Retry-After` says when to come again. */
        readonly unavailable: {
            headers: {
                /** @description Seconds. */
                readonly "Retry-After"?: number;
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "error",
                 *       "error": {
                 *         "code": "unavailable",
                 *         "message": "The database is not responding."
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
