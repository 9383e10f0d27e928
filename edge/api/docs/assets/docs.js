globalThis.SwaggerUIBundle({
  // Of another version of the API: /docs/?version=2026-10-01
  url: `/openapi.json${location.search}`,
  dom_id: "#reference",
  deepLinking: true,
  docExpansion: "list",
});
