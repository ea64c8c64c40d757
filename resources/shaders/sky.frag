in vec3 ray;
uniform vec3 skyTop;
out vec4 fragColour;
void main()
{
    vec3 d = normalize(ray);
    float up = clamp(d.z, 0.0, 1.0);
    float toSun = max(dot(normalize(vec3(d.xy, 0.0)), normalize(vec3(sunDirection.xy, 0.0))), 0.0);
    vec3 colour = mix(haze.rgb, skyTop, 1.0 - exp(-up * 5.0));
    colour *= 1.0 + 0.10 * toSun * (1.0 - up);
    vec2 out2 = gl_FragCoord.xy / viewport - vec2(0.5, 0.47);
    float rim = clamp(dot(out2, out2) * 2.1 - 0.16, 0.0, 1.0);
    fragColour = vec4(mix(colour, vignette.rgb, rim * vignette.w), 1.0);
}
