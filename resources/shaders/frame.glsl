// Shared by every surface: haze, vignette, light. `eyePosition` is Qt 3D's.
uniform vec3 eyePosition;
uniform vec3 sunDirection;
uniform vec4 light;          // shade, sun, sky, ground bounce
uniform vec4 haze;           // colour, distance (m)
uniform vec4 vignette;       // colour, strength
uniform vec2 viewport;       // pixels

vec3 finish(vec3 colour, vec3 world)
{
    vec3 away = world - eyePosition;
    float reach = dot(away, away) / (haze.w * haze.w);
    // A rational falloff looks like the exponential one and needs neither exp nor sqrt.
    colour = mix(colour, haze.rgb, reach / (1.0 + reach));
    vec2 out2 = gl_FragCoord.xy / viewport - vec2(0.5, 0.47);
    float rim = clamp(dot(out2, out2) * 2.1 - 0.16, 0.0, 1.0);
    return mix(colour, vignette.rgb, rim * vignette.w);
}

#ifdef OCCLUSION
uniform sampler2D occlusionMap; // r: surface elevation blurred a little, g: blurred widely
uniform vec4 occlusionArea;     // west, south, 1 / width, 1 / height
float occlusion(vec3 world, vec3 normal)
{
    vec2 at = (world.xy + normal.xy * 5.0 - occlusionArea.xy) * occlusionArea.zw;
    vec2 surface = texture(occlusionMap, at).rg - world.z;
    float near = clamp(surface.r / 22.0, 0.0, 1.0);
    float wide = clamp(surface.g / 60.0, 0.0, 1.0);
    return (1.0 - 0.50 * near) * (1.0 - 0.34 * wide);
}
#else
float occlusion(vec3 world, vec3 normal) { return 1.0; }
#endif

#ifdef SHADOWS
uniform sampler2DShadow shadowMap;
uniform mat4 shadowMatrix;
uniform float shadowTexel;
float sunlight(vec3 world, vec3 normal)
{
    vec3 at = (shadowMatrix * vec4(world + normal * 0.6, 1.0)).xyz;
    if (any(lessThan(at, vec3(0.0))) || any(greaterThan(at, vec3(1.0))))
        return 1.0;
    float t = shadowTexel;
    return 0.25 * (texture(shadowMap, at + vec3(t, 0.4 * t, 0.0)) + texture(shadowMap, at + vec3(-0.4 * t, t, 0.0))
                   + texture(shadowMap, at + vec3(-t, -0.4 * t, 0.0)) + texture(shadowMap, at + vec3(0.4 * t, -t, 0.0)));
}
#else
float sunlight(vec3 world, vec3 normal) { return 1.0; }
#endif

// How bright a surface is: 1 for a wall that faces the sun.
float brightness(vec3 normal, vec3 world)
{
    float facing = max(dot(normal, sunDirection), 0.0);
    float sun = facing > 0.0 ? sunlight(world, normal) : 0.0;
    float sky = light.z * (0.5 + 0.5 * normal.z);
    return (light.x + sky) * occlusion(world, normal) + light.y * facing * sun;
}
