uniform float layerOpacity;
out vec4 fragColour;

#ifdef BEYOND
in vec3 farColour;

void main()
{
    fragColour = vec4(rimmed(farColour, gl_FragCoord.xy / viewport), layerOpacity);
}
#else
flat in vec3 faceColour;
in vec3 normal;
in vec3 world;

uniform vec4 sky;         // what water mirrors, strength
uniform float grain;      // how much green varies
uniform float shadeOnGround;
#ifdef IMAGERY
uniform sampler2D imagery;
uniform vec4 imageryArea; // west, south, 1 / width, 1 / height
uniform float imageryTone;
uniform float imageryOpacity;
#endif

#ifdef HOLE
uniform sampler2D hole;
uniform vec4 holeArea; // west, south, 1 / width, 1 / height
#endif

#ifdef GREEN
float hash(vec2 p)
{
    vec3 q = fract(vec3(p.xyx) * 0.1031);
    q += dot(q, q.yzx + 33.33);
    return fract((q.x + q.y) * q.z);
}

float noise(vec2 p)
{
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x), mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y);
}
#endif

void main()
{
#ifdef HOLE
    // An entered building stands in it with its own floors.
    if (texture(hole, (world.xy - holeArea.xy) * holeArea.zw).a > 0.5)
        discard;
#endif
    vec3 n = normalize(normal);
    vec3 colour = faceColour;
    float alpha = layerOpacity;
#ifdef IMAGERY
    vec4 picture = texture(imagery, (world.xy - imageryArea.xy) * imageryArea.zw);
    colour = mix(colour, picture.rgb * imageryTone, picture.a * imageryOpacity);
    alpha = 1.0;
#endif
    // Level ground in the sun has just its own colour.
    vec2 open = openness(world, n);
    float facing = clamp(dot(n, sunDirection) / max(sunDirection.z, 0.2), 0.0, 1.25);
    float lightness = open.x * mix(shadeOnGround, 1.0, open.y * facing);
    // What one looks through is a veil, calm and light: shadows on it would lie on what is below.
    lightness = mix(1.0, lightness, smoothstep(0.3, 0.6, layerOpacity));
    // Programs of their own rather than branches: software GL would run all of them for every pixel.
#ifdef WATER
    vec3 look = normalize(world - eyePosition);
    float mirror = (1.0 + look.z) * (1.0 + look.z) * (1.0 + look.z);
    colour = mix(colour, sky.rgb, mirror * sky.w);
#endif
#ifdef GREEN
    colour *= 1.0 + grain * (noise(world.xy * 0.12) - 0.5);
#endif
    fragColour = vec4(finish(colour * lightness, world), alpha);
}
#endif
