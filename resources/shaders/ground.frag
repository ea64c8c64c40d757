flat in vec4 faceColour;
in vec3 normal;
in vec3 world;

uniform vec4 sky;         // what water mirrors, strength
uniform float grain;      // how much green varies
uniform float shadeOnGround;
uniform float layerOpacity;
#ifdef IMAGERY
uniform sampler2D imagery;
uniform vec4 imageryArea; // west, south, 1 / width, 1 / height
uniform float imageryTone;
uniform float imageryOpacity;
#endif

out vec4 fragColour;

float noise(vec2 p)
{
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    vec4 h = fract(sin(vec4(dot(i, vec2(12.9898, 78.233)), dot(i + vec2(1, 0), vec2(12.9898, 78.233)),
                            dot(i + vec2(0, 1), vec2(12.9898, 78.233)), dot(i + vec2(1, 1), vec2(12.9898, 78.233)))) * 437.585);
    return mix(mix(h.x, h.y, f.x), mix(h.z, h.w, f.x), f.y);
}

void main()
{
    vec3 n = normalize(normal);
    vec3 colour = faceColour.rgb;
    int kind = int(faceColour.a);
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
    if (kind == 8) { // water
        vec3 look = normalize(world - eyePosition);
        float mirror = pow(1.0 + look.z, 3.0);
        colour = mix(colour, sky.rgb, mirror * sky.w);
        colour *= 0.96 + 0.08 * noise(world.xy * vec2(0.035, 0.06));
    } else if (kind == 9) { // green
        colour *= 1.0 + grain * (noise(world.xy * 0.09) - 0.5 + 0.6 * (noise(world.xy * 0.31) - 0.5));
    }
    fragColour = vec4(finish(colour * lightness, world), alpha);
}
